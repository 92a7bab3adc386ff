import { Hono } from "hono";
import type { Ctx } from "#server/services/context.ts";
import { EvaluatorUnavailable } from "#server/services/evaluation/evaluator-unavailable.ts";
import { isTransient } from "#server/services/fault.ts";
import { authenticate } from "../rest/api/authenticate.ts";
import type { DoorHandler } from "../serve-door.ts";
import { takeLimits } from "../take-limits.ts";
import { answered, failed, failures, REGISTRY_TYPE, type RegistryAnswer } from "./answer.ts";
import { withApiKey } from "./credentials.ts";
import { readRegistryBody } from "./read-registry-body.ts";
import type { RegistryRoute } from "./route.ts";
import { compatibilityRoutes } from "./routes/compatibility.ts";
import { configRoutes } from "./routes/config.ts";
import { schemaRoutes } from "./routes/schemas.ts";
import { subjectRoutes } from "./routes/subjects.ts";

const BASE_PATH = "/api/registry";

/** Clients ask for it to see whether the registry is there, as far as their key goes. */
const ROOT: RegistryRoute = { method: "GET", path: "/", scope: "read", handle: async () => answered({}) };

const ROUTES: readonly RegistryRoute[] = [
  ROOT,
  ...schemaRoutes,
  ...subjectRoutes,
  ...compatibilityRoutes,
  ...configRoutes,
];

/** Answers depend on who asks, and hold what no cache should keep. */
const HEADERS = {
  "cache-control": "no-store",
  "content-type": REGISTRY_TYPE,
  "x-content-type-options": "nosniff",
};

/**
 * The schemas of events in the shape of Confluent's Schema Registry API, so that its clients work: a subject is an event
 * name, a version its schema's number. What it lacks, it refuses by the API's own codes; see docs/schemas.md.
 */
export function openRegistry(ctx: Ctx): DoorHandler {
  const router = new Hono<{ Bindings: { remoteAddress: string | null } }>({ strict: false }).basePath(
    BASE_PATH,
  );
  for (const route of ROUTES) {
    router.on(route.method, route.path, ({ req, env }) =>
      serve(ctx, route, { request: req.raw, params: req.param(), remoteAddress: env.remoteAddress }),
    );
  }
  for (const [path, methods] of methodsByPath()) {
    router.all(path, () => respond(methodNotAllowed(methods)));
  }
  router.notFound(() => respond(failed(404, 404, "The registry has nothing at this path.")));
  return async (request, remoteAddress) => await router.fetch(request, { remoteAddress });
}

interface Incoming {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly remoteAddress: string | null;
}

async function serve(ctx: Ctx, route: RegistryRoute, incoming: Incoming): Promise<Response> {
  try {
    return await answer(ctx, route, incoming);
  } catch (cause) {
    const requestId = ctx.newId();
    ctx.log.error({ requestId, path: route.path, err: cause }, "a request of the registry failed");
    if (cause instanceof EvaluatorUnavailable) return respond(failures.evaluatorAway());
    if (isTransient(cause)) return respond(failures.databaseAway());
    return respond(failed(500, 500, `Tidings failed to answer. Its log says why, at ${requestId}.`));
  }
}

async function answer(ctx: Ctx, route: RegistryRoute, incoming: Incoming): Promise<Response> {
  const { request, params, remoteAddress } = incoming;
  const authentication = await authenticate(ctx, withApiKey(request.headers), route.scope);
  if (authentication.outcome === "refused") {
    const { status, keyId, detail } = authentication;
    ctx.log.warn({ registry: route.path, status, keyId, remoteAddress }, "refused");
    return respond(status === 403 ? failed(403, 40301, detail) : UNAUTHENTICATED);
  }
  const { key, actor } = authentication;
  const limits = await takeLimits(ctx, [{ policy: "key", id: key.keyId, limit: key.rateLimit }]);
  if (limits.outcome === "over_limit") {
    return respond(failed(429, 42901, limits.verdict.refusal.message, limits.answerHeaders));
  }
  const takesBody = route.method === "POST" || route.method === "PUT";
  const body = takesBody ? await readRegistryBody(request) : { outcome: "read" as const, body: null };
  if (body.outcome === "failed") return respond(body);
  const query = new URL(request.url).searchParams;
  const served = await route.handle({ ctx: { ...ctx, actor }, params, query, body: body.body });
  return respond(served, limits.answerHeaders);
}

/** One answer whether a key is missing, mistyped or revoked: guessing teaches nothing. */
const UNAUTHENTICATED = failed(
  401,
  401,
  "Send a live API key: as the password of HTTP Basic, or as `Authorization: Bearer <key>`.",
  { "www-authenticate": 'Basic realm="tidings"' },
);

function respond(result: RegistryAnswer, more: Readonly<Record<string, string>> = {}): Response {
  const headers = { ...HEADERS, ...more };
  if (result.outcome === "answered") return new Response(result.text, { headers });
  const { status, code, message } = result;
  const text = JSON.stringify({ error_code: code, message });
  return new Response(text, { status, headers: { ...headers, ...result.headers } });
}

function methodsByPath(): Map<string, string[]> {
  const byPath = Map.groupBy(ROUTES, ({ path }) => path);
  return new Map([...byPath].map(([path, routes]) => [path, routes.map(({ method }) => method)]));
}

function methodNotAllowed(methods: readonly string[]): RegistryAnswer {
  const allow = methods.join(", ");
  return failed(405, 405, `This path answers ${allow}.`, { allow });
}

import { Hono } from "hono";
import type { Ctx } from "#server/services/context.ts";
import { EvaluatorUnavailable } from "#server/services/evaluation/evaluator-unavailable.ts";
import { isDataFault, isTransient } from "#server/services/fault.ts";
import { takeLimits } from "../../take-limits.ts";
import { type Answer, refused } from "./answer.ts";
import { authenticate } from "./authenticate.ts";
import { openApiText } from "./openapi/document.ts";
import type { Operation } from "./operation.ts";
import { OPERATIONS } from "./operations/operations.ts";
import { PRIVATE, respond, respondFailed, respondUnavailable } from "./respond.ts";

const BASE_PATH = "/api/v1";
const DOCUMENT_PATH = "/openapi.json";

/** Answered elsewhere: publishing is a door of its own, which leaves receipts (server/doors/rest/publish-door.ts). */
const PUBLISH = { path: "/events", methods: ["POST", "OPTIONS"] };

export type ApiHandler = (request: Request, remoteAddress: string | null) => Promise<Response>;

/** The REST API for reading and managing: everything under `/api/v1` but publishing. Mounted like a door. */
export function openApi(ctx: Ctx): ApiHandler {
  const router = new Hono<{ Bindings: { remoteAddress: string | null } }>().basePath(BASE_PATH);
  router.get(DOCUMENT_PATH, () => documentResponse());
  for (const operation of OPERATIONS) {
    router.on(operation.method.toUpperCase(), routeOf(operation.path), ({ req, env }) =>
      serve(ctx, operation, { request: req.raw, params: req.param(), remoteAddress: env.remoteAddress }),
    );
  }
  for (const [path, methods] of methodsByPath()) {
    router.all(routeOf(path), ({ req }) => respond(methodNotAllowed(req.method, methods), ctx.newId()));
  }
  router.notFound(() =>
    respond(refused(404, "not_found", "This API has nothing at this path."), ctx.newId()),
  );
  return async (request, remoteAddress) => await router.fetch(request, { remoteAddress });
}

interface Incoming {
  readonly request: Request;
  readonly params: Readonly<Record<string, string>>;
  readonly remoteAddress: string | null;
}

async function serve(ctx: Ctx, operation: Operation, incoming: Incoming): Promise<Response> {
  const requestId = ctx.newId();
  const { operationId } = operation;
  try {
    return respond(await answer(ctx, operation, incoming, requestId), requestId, (cause) =>
      ctx.log.error({ requestId, operationId, err: cause }, "an answer of the API broke off"),
    );
  } catch (cause) {
    // Whatever the schemas let pass, such as the year 0, Postgres may still refuse to hold or compare.
    if (isDataFault(cause))
      return respond(refused(400, "invalid_request", "No row can have such a value."), requestId);
    ctx.log.error({ requestId, operationId, err: cause }, "a request of the API failed");
    if (cause instanceof EvaluatorUnavailable) return respondUnavailable("evaluator_unavailable", requestId);
    if (isTransient(cause)) return respondUnavailable("database_unavailable", requestId);
    return respondFailed(requestId);
  }
}

async function answer(
  ctx: Ctx,
  operation: Operation,
  incoming: Incoming,
  requestId: string,
): Promise<Answer> {
  const { request, params, remoteAddress } = incoming;
  const authentication = await authenticate(ctx, request.headers, operation.scope);
  if (authentication.outcome === "refused") {
    const { status, keyId } = authentication;
    ctx.log.warn({ requestId, operationId: operation.operationId, status, keyId, remoteAddress }, "refused");
    return authentication;
  }
  const { key, actor } = authentication;
  const limits = await takeLimits(ctx, [{ policy: "key", id: key.keyId, limit: key.rateLimit }]);
  const { answerHeaders } = limits;
  if (limits.outcome === "over_limit") {
    return refused(429, "over_limit", limits.verdict.refusal.message, { headers: answerHeaders });
  }
  const served = { ctx: { ...ctx, actor }, key, request, url: new URL(request.url), params };
  const answered = await operation.serve(served);
  return { ...answered, headers: { ...answered.headers, ...answerHeaders } };
}

/** `/events/{eventId}` → `/events/:eventId`. */
function routeOf(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ":$1");
}

function methodsByPath(): Map<string, string[]> {
  const methods = new Map([[DOCUMENT_PATH, ["GET", "HEAD"]]]);
  for (const { path, method } of OPERATIONS) {
    const known = methods.get(path) ?? (path === PUBLISH.path ? [...PUBLISH.methods] : []);
    methods.set(path, [...known, method.toUpperCase(), ...(method === "get" ? ["HEAD"] : [])]);
  }
  return methods;
}

function methodNotAllowed(method: string, methods: readonly string[]): Answer {
  const allow = methods.join(", ");
  const detail = `This path answers ${allow}, and not ${method.slice(0, 20)}.`;
  return refused(405, "method_not_allowed", detail, { headers: { allow } });
}

/** Open to all: it describes the interface and holds nothing of the installation. */
function documentResponse(): Response {
  return new Response(openApiText(), {
    headers: { ...PRIVATE, "content-type": "application/json", "cache-control": "no-cache" },
  });
}

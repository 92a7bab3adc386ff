import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { MAX_TABLE_BYTES } from "#schemas/reference-table.ts";
import { capRequest } from "./capped-request.ts";
import { createContext } from "./context.ts";
import { appRouter } from "./root.ts";

const ENDPOINT = "/api/trpc";

const MIB = 1_048_576;

/** A pattern's definition or a pasted event fits many times over. */
const MAX_REQUEST_BYTES = MIB;

/** Procedures that take files, which JSON's escapes make longer. Called alone: a batch of calls has the limit of all others. */
const MAX_FILE_REQUEST_BYTES: Readonly<Record<string, number>> = {
  "referenceTables.upload": MAX_TABLE_BYTES + 2 * MIB,
  "schemas.register": 2 * MIB,
  "schemas.check": 2 * MIB,
  "schemas.try": 2 * MIB,
};

/** Serves the admin app's procedures under `/api/trpc`. Answers are never cached: they depend on who asks. */
export async function handleTrpc(request: Request): Promise<Response> {
  const maxBytes = maxBytesOf(request);
  const capped = await capRequest(request, maxBytes);
  if (capped.outcome === "too_large")
    return new Response(`The request is larger than ${maxBytes / MIB} MiB.`, { status: 413 });
  return fetchRequestHandler({
    endpoint: ENDPOINT,
    req: capped.request,
    router: appRouter,
    createContext: () => createContext(request),
    responseMeta: () => ({ headers: { "cache-control": "no-store" } }),
    onError: ({ error, path, ctx }) => {
      if (error.code !== "INTERNAL_SERVER_ERROR" && error.code !== "SERVICE_UNAVAILABLE") return;
      ctx?.runtime.ctx.log.error(
        { err: error.cause ?? error, path, traceId: ctx.traceId },
        "procedure failed",
      );
    },
  });
}

function maxBytesOf({ url }: Request): number {
  const procedure = new URL(url).pathname.slice(ENDPOINT.length + 1);
  return Object.hasOwn(MAX_FILE_REQUEST_BYTES, procedure)
    ? (MAX_FILE_REQUEST_BYTES[procedure] ?? MAX_REQUEST_BYTES)
    : MAX_REQUEST_BYTES;
}

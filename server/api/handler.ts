import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { MAX_TABLE_BYTES } from "#schemas/reference-table.ts";
import { capRequest } from "./capped-request.ts";
import { createContext, isFromSignedIn } from "./context.ts";
import { appRouter } from "./root.ts";

const ENDPOINT = "/api/trpc";

const MIB = 1_048_576;

/** A pattern's definition or a pasted event fits many times over. */
const MAX_REQUEST_BYTES = MIB;

/**
 * Procedures that take files, which JSON's escapes make longer. Called alone, and by people who are signed in: a batch of
 * calls, or a stranger's, has the limit of all others, so that nobody unknown makes this process hold that much.
 */
const MAX_FILE_REQUEST_BYTES: Readonly<Record<string, number>> = {
  "referenceTables.upload": MAX_TABLE_BYTES + 2 * MIB,
  "schemas.register": 2 * MIB,
  "schemas.check": 2 * MIB,
  "schemas.try": 2 * MIB,
};

/** Serves the admin app's procedures under `/api/trpc`. Answers are never cached: they depend on who asks. */
export async function handleTrpc(request: Request): Promise<Response> {
  const { maxBytes, remedy } = await limitOf(request);
  const capped = await capRequest(request, maxBytes);
  if (capped.outcome === "too_large")
    return new Response(`The request is larger than ${maxBytes / MIB} MiB.${remedy}`, { status: 413 });
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

/** What a request may hold at most, and what a person can do about it. */
async function limitOf(request: Request): Promise<{ readonly maxBytes: number; readonly remedy: string }> {
  const procedure = new URL(request.url).pathname.slice(ENDPOINT.length + 1);
  const maxFileBytes = Object.hasOwn(MAX_FILE_REQUEST_BYTES, procedure)
    ? MAX_FILE_REQUEST_BYTES[procedure]
    : undefined;
  if (maxFileBytes === undefined) return { maxBytes: MAX_REQUEST_BYTES, remedy: "" };
  // Where nobody can be asked for, as without the database, the procedure's own context fails and is answered as all errors are.
  if (await isFromSignedIn(request).catch(() => false)) return { maxBytes: maxFileBytes, remedy: "" };
  return {
    maxBytes: MAX_REQUEST_BYTES,
    remedy: " Larger files are taken from people who are signed in: sign in again if you were.",
  };
}

import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { capRequest } from "./capped-request.ts";
import { createContext } from "./context.ts";
import { appRouter } from "./root.ts";

/** 1 MiB: a pattern's definition or a pasted event fits many times over. */
const MAX_REQUEST_BYTES = 1_048_576;

/** Serves the admin app's procedures under `/api/trpc`. Answers are never cached: they depend on who asks. */
export async function handleTrpc(request: Request): Promise<Response> {
  const capped = await capRequest(request, MAX_REQUEST_BYTES);
  if (capped.outcome === "too_large")
    return new Response("The request is larger than 1 MiB.", { status: 413 });
  return fetchRequestHandler({
    endpoint: "/api/trpc",
    req: capped.request,
    router: appRouter,
    createContext: () => createContext(request),
    responseMeta: () => ({ headers: { "cache-control": "no-store" } }),
    onError: ({ error, path, ctx }) => {
      if (error.code !== "INTERNAL_SERVER_ERROR") return;
      ctx?.runtime.ctx.log.error(
        { err: error.cause ?? error, path, traceId: ctx.traceId },
        "procedure failed",
      );
    },
  });
}

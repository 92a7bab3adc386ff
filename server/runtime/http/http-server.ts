import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { doorAt } from "../../doors/doors.ts";
import { REMOTE_ADDRESS_HEADER } from "../auth.ts";
import type { Runtime } from "../runtime.ts";
import { isReady } from "./readiness.ts";

/** Answers whatever is not ours: Next's request handler. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Headers that have not come within this time belong to a client that holds connections open (slowloris). */
const HEADERS_TIMEOUT_MS = 10_000;

/** The largest body that may be sent over the slowest line worth serving. */
const REQUEST_TIMEOUT_MS = 60_000;

/** RFC 9110 sets no limit; Node's own 16 KiB in all is kept, and said here because a door relies on it. */
const MAX_HEADER_BYTES = 16 * 1024;

/**
 * One `node:http` server. Doors and probes are answered right here, from the same handlers that the Next routes
 * mount: a Next route answers about a thirteenth as many requests. Everything else goes to Next.
 */
export function createHttpServer(runtime: Runtime, pages: PageHandler): Server {
  const listeners = new Map(
    [runtime.doors.webhook, runtime.doors.publish].map((door) => [
      door,
      getRequestListener((request, { incoming }) => door(request, incoming.socket.remoteAddress ?? null), {
        overrideGlobalObjects: false,
      }),
    ]),
  );
  const options = {
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
  };
  return createServer(options, (request, response) => {
    const path = pathOf(request);
    const door = doorAt(runtime.doors, path);
    const listener = door && listeners.get(door);
    if (listener) void listener(request, response);
    else if (path === "/api/health") answer(response, 200, { status: "alive" });
    else if (path === "/api/ready") void answerReady(runtime, response);
    else void answerPage(runtime, pages, request, response);
  });
}

function pathOf(request: IncomingMessage): string {
  const url = request.url ?? "/";
  const query = url.indexOf("?");
  return query === -1 ? url : url.slice(0, query);
}

async function answerReady(runtime: Runtime, response: ServerResponse): Promise<void> {
  const readiness = await isReady(runtime);
  if (readiness.outcome === "ready") answer(response, 200, { status: "ready" });
  else answer(response, 503, { status: "not_ready", because: readiness.because });
}

async function answerPage(
  runtime: Runtime,
  pages: PageHandler,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // Whatever the client says of its address is overwritten: sign-in counts its tries by it.
  request.headers[REMOTE_ADDRESS_HEADER] = request.socket.remoteAddress ?? "";
  try {
    await pages(request, response);
  } catch (cause) {
    runtime.ctx.log.error({ err: cause, url: request.url }, "a page failed");
    if (!response.headersSent) answer(response, 500, { status: "failed" });
    else response.end();
  }
}

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { "content-type": "application/json", "cache-control": "no-store" });
  response.end(JSON.stringify(body));
}

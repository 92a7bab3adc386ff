import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { getRequestListener } from "@hono/node-server";
import { doorAt } from "../../doors/doors.ts";
import type { DoorHandler } from "../../doors/serve-door.ts";
import { REMOTE_ADDRESS_HEADER } from "../auth.ts";
import type { Runtime } from "../runtime.ts";
import { createClientAddress } from "./client-address.ts";
import { lingerOnClose } from "./linger.ts";
import { readinessResponse } from "./readiness.ts";
import { answerClientError, refuseRequest, requestFailed } from "./refuse-request.ts";

/** Answers whatever is not ours: Next's request handler. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** Headers that have not come within this time belong to a client that holds connections open (slowloris). */
const HEADERS_TIMEOUT_MS = 10_000;

/** A MiB takes this long over 140 kbit/s: the slowest line worth serving. */
const REQUEST_TIMEOUT_MS = 60_000;

/** Node's own default, said here because nothing behind it limits a header again. */
const MAX_HEADER_BYTES = 16 * 1024;

/**
 * One `node:http` server. Doors and probes are answered right here, by the same handlers that the Next routes
 * mount: a Next route answers about a thirteenth as many requests. Everything else goes to Next.
 */
export function createHttpServer(runtime: Runtime, pages: PageHandler): Server {
  const options = {
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    maxHeaderSize: MAX_HEADER_BYTES,
    // Refused here instead, so that the answer is a problem.
    requireHostHeader: false,
  };
  const clientOf = clientAddressOf(runtime.env.TIDINGS_TRUSTED_PROXIES);
  const answering = new WeakMap<Duplex, ServerResponse>();
  const server = createServer(options, (request, response) => {
    answering.set(request.socket, response);
    lingerOnClose(request);
    const handler = hasHost(request) ? directHandler(runtime, request) : refuseRequest;
    const client = clientOf(request);
    if (handler) void answerDirectly(runtime, (inbound) => handler(inbound, client), request, response);
    else void answerPage(runtime, pages, request, response, client);
  });
  return server.on("clientError", (error, socket) => {
    const response = answering.get(socket);
    // A second answer must not run into one that is being sent.
    if (response?.headersSent && !response.writableFinished) socket.destroy();
    else answerClientError(error, socket);
  });
}

function clientAddressOf(trustedProxies: readonly string[]): (request: IncomingMessage) => string | null {
  const clientAddress = createClientAddress(trustedProxies);
  return ({ socket, headers }) => clientAddress(socket.remoteAddress, headers["x-forwarded-for"]?.toString());
}

/** RFC 9112 section 3.2: a request names its host, and a host alone. */
function hasHost({ headers: { host } }: IncomingMessage): boolean {
  return host !== undefined && !/[/?#@\\\s]/.test(host) && URL.canParse(`http://${host}`);
}

/** What answers a request without passing through Next, if anything does. */
function directHandler(runtime: Runtime, request: IncomingMessage): DoorHandler | undefined {
  const path = pathOf(request);
  switch (path) {
    case "/api/health":
      return alive;
    case "/api/ready":
      return () => readinessResponse(runtime);
    default:
      return doorAt(runtime.doors, request.method ?? "GET", path);
  }
}

async function alive(): Promise<Response> {
  return Response.json({ status: "alive" }, { headers: { "cache-control": "no-store" } });
}

/** The listener turns Node's request into a `Request` that makes its parts when they are asked for, and is cheap to make. */
function answerDirectly(
  runtime: Runtime,
  answer: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const listener = getRequestListener(answer, {
    overrideGlobalObjects: false,
    errorHandler: (cause) => requestFailed(runtime, cause),
  });
  return listener(incoming, outgoing);
}

async function answerPage(
  runtime: Runtime,
  pages: PageHandler,
  request: IncomingMessage,
  response: ServerResponse,
  client: string | null,
): Promise<void> {
  // Whatever the client says of its address is overwritten: sign-in counts its tries by it.
  request.headers[REMOTE_ADDRESS_HEADER] = client ?? "";
  try {
    await pages(request, response);
  } catch (cause) {
    runtime.ctx.log.error({ err: cause, path: pathOf(request) }, "a page failed");
    if (!response.headersSent) response.writeHead(500);
    response.end();
  }
}

/**
 * Without the query, which can hold a secret: the link of the first visit does. Of a target in absolute form
 * (RFC 9112, section 3.2.2) the path; two slashes are one.
 */
function pathOf({ url = "/" }: IncomingMessage): string {
  const target = url.startsWith("/") ? url : (URL.parse(url)?.pathname ?? url);
  const query = target.indexOf("?");
  return (query === -1 ? target : target.slice(0, query)).replaceAll(/\/{2,}/g, "/");
}

import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import { RequestError } from "@hono/node-server";
import { type Problem, problem } from "#schemas/problem.ts";
import { problemResponse } from "../../doors/problem-response.ts";
import type { Runtime } from "../runtime.ts";

const BAD_REQUEST = problem("bad_request", 400, {
  detail: "The request could not be read as HTTP, or its Host header is missing or names no host.",
});

const HEADERS_TOO_LARGE = problem("headers_too_large", 431, {
  detail: "The headers have more than 16 KiB in all. Send fewer or shorter ones.",
});

const REQUEST_TIMEOUT = problem("request_timeout", 408, {
  detail: "The request did not arrive in time. Send it again, and in one go.",
});

/** For a request that the HTTP parser lets pass and that names no place on this server. */
export async function refuseRequest(): Promise<Response> {
  return problemResponse(BAD_REQUEST, { connection: "close" });
}

/** Answers when a handler could not be called or threw: which only a bug makes it do. */
export async function requestFailed({ ctx }: Pick<Runtime, "ctx">, cause: unknown): Promise<Response> {
  if (cause instanceof RequestError) return await refuseRequest();
  const requestId = ctx.newId();
  ctx.log.error({ requestId, err: cause }, "a request failed");
  const detail = "The request may not have been kept. Send it again with the same id.";
  return problemResponse(problem("unavailable", 503, { detail, requestId }));
}

/** Answers what the HTTP parser refuses, on the socket itself: there is no response object yet. */
export function answerClientError(error: NodeJS.ErrnoException, socket: Duplex): void {
  const refusal = problemOf(error.code);
  const body = JSON.stringify(refusal);
  const head = [
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status]}`,
    "Connection: close",
    "Content-Type: application/problem+json",
    `Content-Length: ${Buffer.byteLength(body)}`,
  ];
  if (socket.writable) socket.end(`${head.join("\r\n")}\r\n\r\n${body}`, () => socket.destroy());
  else socket.destroy();
}

function problemOf(code: string | undefined): Problem {
  switch (code) {
    case "HPE_HEADER_OVERFLOW":
      return HEADERS_TOO_LARGE;
    case "ERR_HTTP_REQUEST_TIMEOUT":
      return REQUEST_TIMEOUT;
    default:
      return BAD_REQUEST;
  }
}

import { problem } from "#schemas/problem.ts";
import { problemResponse } from "../../problem-response.ts";
import type { Answer } from "./answer.ts";
import { streamLines } from "./stream-lines.ts";

/** Answers depend on who asks, and hold what no cache should keep. */
export const PRIVATE = { "cache-control": "no-store", "x-content-type-options": "nosniff" };

/** Proxies such as nginx are asked to pass lines on as they come. */
const UNBUFFERED = { "content-type": "application/x-ndjson", "x-accel-buffering": "no" };

const BROKEN_OFF =
  "It broke off by a fault of Tidings or its database. Try again; the log has the cause under the requestId.";

/** What a client should wait before it asks again what the database could not answer. */
const RETRY_AFTER_SECONDS = 5;

/** @param streamFailed told when an answer breaks off that has begun already: its status can no longer say so */
export function respond(
  answer: Answer,
  requestId: string,
  streamFailed: (cause: unknown) => void = () => {},
): Response {
  switch (answer.outcome) {
    case "answered": {
      const headers = { ...PRIVATE, ...answer.headers };
      if (answer.text === null) return new Response(null, { status: answer.status, headers });
      const typed = { ...headers, "content-type": answer.mediaType };
      return new Response(answer.text, { status: answer.status, headers: typed });
    }
    case "streamed": {
      const body = streamLines(answer.lines, (cause) => {
        streamFailed(cause);
        return JSON.stringify({ type: "failed", message: BROKEN_OFF, requestId });
      });
      return new Response(body, { headers: { ...PRIVATE, ...UNBUFFERED, ...answer.headers } });
    }
    case "refused": {
      const { name, status, detail, errors, headers } = answer;
      const body = problem(name, status, { detail, requestId, ...(errors === undefined ? {} : { errors }) });
      return problemResponse(body, { ...PRIVATE, ...headers });
    }
  }
}

/** 503: the same request may well succeed later. */
export function respondUnavailable(
  name: "database_unavailable" | "evaluator_unavailable",
  requestId: string,
): Response {
  const detail = `Nothing is wrong with the request. Send it again in ${RETRY_AFTER_SECONDS} seconds or later.`;
  const retryAfter = { "retry-after": `${RETRY_AFTER_SECONDS}` };
  return problemResponse(problem(name, 503, { detail, requestId }), {
    ...PRIVATE,
    ...retryAfter,
  });
}

export function respondFailed(requestId: string): Response {
  const detail = "This is a fault of Tidings, not of the request. The log has its cause under the requestId.";
  return problemResponse(problem("internal_error", 500, { detail, requestId }), PRIVATE);
}

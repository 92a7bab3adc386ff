import type { ProblemError, ProblemName } from "#schemas/problem.ts";

/** What an operation answers: a representation, one that comes in pieces, or a problem. */
export type Answer = Answered | Streamed | Refused;

export interface Answered {
  readonly outcome: "answered";
  readonly status: 200 | 201 | 204 | 304;
  /** JSON text; null when there is no body. Text, so that digits of events stay as they are. */
  readonly text: string | null;
  readonly mediaType: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** 200 with a line of JSON for each thing that there is to say, as it comes (NDJSON). */
export interface Streamed {
  readonly outcome: "streamed";
  /** Lines without their ends. Left, by `return`, when the client has gone. */
  readonly lines: AsyncIterableIterator<string, void>;
  readonly headers: Readonly<Record<string, string>>;
}

/** A problem under way to RFC 9457. */
export interface Refused {
  readonly outcome: "refused";
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 412 | 413 | 415 | 422 | 428 | 429;
  readonly name: ProblemName;
  readonly detail: string;
  readonly errors?: readonly ProblemError[];
  readonly headers?: Readonly<Record<string, string>>;
}

const JSON_TYPE = "application/json";

/** 200 with a value as JSON. */
export function ok(value: object, headers: Readonly<Record<string, string>> = {}): Answered {
  return okText(JSON.stringify(value), JSON_TYPE, headers);
}

/** 200 with JSON text as it is. */
export function okText(
  text: string,
  mediaType: string = JSON_TYPE,
  headers: Readonly<Record<string, string>> = {},
): Answered {
  return { outcome: "answered", status: 200, text, mediaType, headers };
}

/** 201 with what was made, and where it is (RFC 9110, section 15.3.2). */
export function created(
  value: object,
  location: string,
  headers: Readonly<Record<string, string>> = {},
): Answered {
  return { ...ok(value, { ...headers, location }), status: 201 };
}

export function noContent(): Answered {
  return withoutBody(204, {});
}

/** An answer of which the client may have the body already. */
export function withoutBody(status: 204 | 304, headers: Readonly<Record<string, string>>): Answered {
  return { outcome: "answered", status, text: null, mediaType: JSON_TYPE, headers };
}

export function refused(
  status: Refused["status"],
  name: ProblemName,
  detail: string,
  more: Pick<Refused, "errors" | "headers"> = {},
): Refused {
  return { outcome: "refused", status, name, detail, ...more };
}

/** 404 for a resource that its path names. */
export function notFound(what: string): Refused {
  return refused(404, "not_found", `There is no ${what} with this id.`);
}

/** 422 for one member of the body. */
export function invalidMember(pointer: string, message: string): Refused {
  return refused(422, "invalid_request", message, { errors: [{ pointer, message }] });
}

import { type Failed, unavailable } from "../result.ts";

/** Longer than any answer takes, `Prefer: wait` included; a connection that hangs is given up. */
const ANSWER_WITHIN_MS = 40_000;

export interface HttpAnswer {
  readonly outcome: "answered";
  readonly status: number;
  readonly headers: Headers;
  /** JSON, parsed; text where it is none; null without a body. */
  readonly body: unknown;
}

export interface HttpRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
}

/** Sends one request. Redirects are not followed: the key and the signature are for this address alone. */
export async function sendHttp(
  url: string,
  { method, headers, body }: HttpRequest,
  stopped: AbortSignal,
): Promise<HttpAnswer | Failed> {
  try {
    const signal = AbortSignal.any([AbortSignal.timeout(ANSWER_WITHIN_MS), stopped]);
    const response = await fetch(url, { method, headers, body: body ?? null, redirect: "manual", signal });
    const text = await response.text();
    const { status } = response;
    return status >= 300 && status < 400
      ? redirected(url, response.headers.get("location"))
      : { outcome: "answered", status, headers: response.headers, body: parse(text) };
  } catch (error) {
    return unreachable(url, error);
  }
}

function parse(text: string): unknown {
  if (text === "") return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function redirected(url: string, location: string | null): Failed {
  return unavailable(
    `${new URL(url).origin} leads elsewhere: ${location ?? "it does not say where"}.`,
    "Give the final address with --url or TIDINGS_URL.",
  );
}

/** Why no answer came. */
export function unreachable(url: string, error: unknown): Failed {
  return unavailable(
    `Tidings was not reached at ${new URL(url).origin}: ${reasonOf(error)}.`,
    "Check that it runs (npm start), and that --url or TIDINGS_URL is its address.",
  );
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ["ECONNREFUSED", "nothing listens there"],
  ["ENOTFOUND", "the name is not known"],
  ["EAI_AGAIN", "the name could not be looked up"],
  ["ECONNRESET", "the connection was cut"],
  ["UND_ERR_SOCKET", "the connection was cut"],
  ["TimeoutError", `there was no answer within ${ANSWER_WITHIN_MS / 1000} s`],
]);

/** undici says what happened in the error's cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "the request failed";
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = "code" in cause && typeof cause.code === "string" ? cause.code : error.name;
  return REASONS.get(code) ?? (cause.message || code);
}

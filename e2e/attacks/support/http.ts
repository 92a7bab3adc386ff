import { Agent, type IncomingHttpHeaders, request as open } from "node:http";
import { text } from "node:stream/consumers";

/** A request as it goes over the wire. */
export interface RawRequest {
  readonly method?: string;
  readonly path: string;
  /** Several values are several header lines. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: Uint8Array;
  /** `chunked`: without a Content-Length. A number is the Content-Length that is claimed. */
  readonly framing?: "length" | "chunked" | number;
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly tookMs: number;
}

/** A connection that the server closes must not be what the next request is sent on: each has its own. */
const agent = new Agent({ keepAlive: false });

const CHUNK_BYTES = 64 * 1024;

/** Nothing that is attacked may take as long. */
const ANSWER_WITHIN_MS = 30_000;

/** Sends a request, and reads the answer even when it comes before the whole request was taken. */
export function send(baseUrl: string, raw: RawRequest): Promise<Answer> {
  const { method = "POST", path, headers, body, framing = "length" } = raw;
  const length = framing === "length" ? body.byteLength : framing;
  const startedMs = performance.now();
  return new Promise((resolve, reject) => {
    const outgoing = open(`${baseUrl}${path}`, {
      method,
      agent,
      headers: { ...writable(headers), ...(length === "chunked" ? {} : { "content-length": `${length}` }) },
      timeout: ANSWER_WITHIN_MS,
    });
    let isAnswered = false;
    outgoing.on("timeout", () => outgoing.destroy(new Error(`No answer within ${ANSWER_WITHIN_MS} ms.`)));
    outgoing.on("error", (cause) => {
      if (!isAnswered) reject(cause);
    });
    outgoing.on("response", (response) => {
      isAnswered = true;
      text(response).then(
        (answer) =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: answer,
            tookMs: performance.now() - startedMs,
          }),
        reject,
      );
    });
    if (length === "chunked") for (const chunk of chunksOf(body)) outgoing.write(chunk);
    else outgoing.write(body);
    if (typeof framing !== "number") outgoing.end();
  });
}

function writable(headers: RawRequest["headers"]): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === "string" ? value : [...value]]),
  );
}

function* chunksOf(body: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < body.byteLength; at += CHUNK_BYTES) yield body.subarray(at, at + CHUNK_BYTES);
}

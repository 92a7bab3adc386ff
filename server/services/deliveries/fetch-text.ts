import { request } from "undici";
import type { Outbound } from "./outbound.ts";

/** A certificate has two or three kilobytes. */
const MAX_TEXT_BYTES = 64 * 1024;

/** A sender waits for its answer meanwhile, and tries again when it gets none. */
const TIMEOUT_MS = 5_000;

/** Of the 4xx, those that say "not now" (RFC 9110, section 15.5.9; RFC 6585, section 4). */
const PASSING_STATUSES: readonly number[] = [408, 429];

/**
 * Gets a small text from a public address.
 *
 * @returns null when there is none at the address: its host does not exist, or answers with a redirection, a 4xx or
 *   more than a small text
 * @throws when it has not come within five seconds for another reason, and may be had later
 */
export async function fetchText(outbound: Outbound, url: URL): Promise<string | null> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  try {
    const { statusCode, body } = await request(url, { dispatcher: outbound.dispatcher, signal });
    const text = await readText(body);
    if (statusCode >= 200 && statusCode <= 299) return text;
    if (isElsewhere(statusCode)) return null;
    throw new Error(`${url.host} answered ${statusCode}.`);
  } catch (cause) {
    if (isUnknownHost(cause)) return null;
    throw cause;
  }
}

async function readText(body: AsyncIterable<Uint8Array>): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.byteLength;
    if (bytes > MAX_TEXT_BYTES) return null;
    chunks.push(part);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function isElsewhere(statusCode: number): boolean {
  return statusCode >= 300 && statusCode <= 499 && !PASSING_STATUSES.includes(statusCode);
}

/** The name server said that there is no such name; a name server that cannot be reached is another error. */
function isUnknownHost(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === "ENOTFOUND";
}

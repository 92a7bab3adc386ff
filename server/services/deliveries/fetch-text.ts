import { request } from "undici";
import type { Outbound } from "./outbound.ts";

/** A certificate has two or three kilobytes. */
const MAX_TEXT_BYTES = 64 * 1024;

/** A sender waits for its answer meanwhile, and tries again when it gets none. */
const TIMEOUT_MS = 5_000;

/**
 * Gets a small text from a public address.
 *
 * @throws when there is no 2xx, or too much, within five seconds
 */
export async function fetchText(outbound: Outbound, url: URL): Promise<string> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  const { statusCode, body } = await request(url, { dispatcher: outbound.dispatcher, signal });
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    const part: Uint8Array = chunk;
    bytes += part.byteLength;
    if (bytes > MAX_TEXT_BYTES)
      throw new Error(`${url.host} answered with more than ${MAX_TEXT_BYTES} bytes.`);
    chunks.push(part);
  }
  if (statusCode < 200 || statusCode > 299) throw new Error(`${url.host} answered ${statusCode}.`);
  return Buffer.concat(chunks).toString("utf8");
}

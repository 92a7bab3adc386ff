import type { Refusal } from "#schemas/receipt.ts";
import { type BodyShare, NoRoomForBody } from "./body-memory.ts";

export type BodyReading =
  | { readonly outcome: "read"; readonly body: Uint8Array }
  | { readonly outcome: "too_large"; readonly bytes: number; readonly refusal: Refusal }
  | { readonly outcome: "unreadable"; readonly refusal: Refusal };

/** Bodies up to this are taken at once; of larger ones room is taken as they arrive, so that a promise holds nothing. */
const TAKEN_AT_ONCE_BYTES = 64 * 1024;

/**
 * Reads a body of at most `maxBytes`. One whose Content-Length says more is not read at all; one without a length
 * is read until it is over. Nothing is ever cut off and kept.
 *
 * @param share left out for senders who are known already, and whose bodies are small
 * @throws NoRoomForBody when the share has no room for it
 */
export async function readBody(request: Request, maxBytes: number, share?: BodyShare): Promise<BodyReading> {
  const declaredBytes = Number(request.headers.get("content-length") ?? Number.NaN);
  if (declaredBytes > maxBytes) return tooLarge(declaredBytes, maxBytes);
  try {
    if (!(declaredBytes <= TAKEN_AT_ONCE_BYTES)) return await readChunks(request, maxBytes, share);
    // A declared length is kept by the HTTP parser, so the whole body can be taken at once.
    share?.take(declaredBytes);
    return { outcome: "read", body: new Uint8Array(await request.arrayBuffer()) };
  } catch (cause) {
    if (cause instanceof NoRoomForBody) throw cause;
    const message = "The body ended before it was complete. Send the request again.";
    return { outcome: "unreadable", refusal: { reason: "unreadable_body", message } };
  }
}

async function readChunks(request: Request, maxBytes: number, share?: BodyShare): Promise<BodyReading> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return tooLarge(bytes, maxBytes);
    share?.take(chunk.byteLength);
    chunks.push(chunk);
  }
  return { outcome: "read", body: Buffer.concat(chunks) };
}

function tooLarge(bytes: number, maxBytes: number): BodyReading {
  const message = `The body has more than ${maxBytes} bytes, the limit of this source. Send less, or ask for a higher limit.`;
  return { outcome: "too_large", bytes, refusal: { reason: "too_large", message } };
}

import { brotliDecompress, gunzip, inflate, zstdDecompress } from "node:zlib";
import type { Refusal } from "#schemas/receipt.ts";

/**
 * 32 MiB: the most that TIDINGS_MAX_BODY_BYTES can allow. A worker reads a body that a door accepted within its own
 * limit, so this only guards the worker's memory.
 */
export const MAX_UNPACKED_BYTES = 33_554_432;

export type Unpacking =
  | { readonly outcome: "unpacked"; readonly body: Uint8Array }
  /** `refusal.reason` is `too_large`, `unsupported_media_type` or `unreadable_body`. */
  | { readonly outcome: "refused"; readonly refusal: Refusal };

interface Options {
  readonly maxOutputLength: number;
  readonly rejectGarbageAfterEnd: boolean;
  readonly info: true;
}

/** What zlib gives with the option `info`: `bytesWritten` counts the bytes that were read from the body. */
interface Inflated {
  readonly buffer: Uint8Array;
  readonly engine: { readonly bytesWritten: number };
}

type Inflater = (
  body: Uint8Array,
  options: Options,
  done: (error: Error | null, inflated: Uint8Array | Inflated) => void,
) => void;

/** Content codings of RFC 9110, section 8.4.1, RFC 7932 and RFC 8878. `deflate` is the zlib format, as RFC 9110 has it. */
const INFLATERS: Readonly<Record<string, Inflater>> = {
  gzip: gunzip,
  "x-gzip": gunzip,
  deflate: inflate,
  br: brotliDecompress,
  zstd: zstdDecompress,
};

/** Codings of which a body may be several members, one behind the other: RFC 1952, section 2.2. */
const MEMBERED: ReadonlySet<Inflater> = new Set([gunzip]);

/**
 * A body without its compression. It is never inflated beyond `maxBytes`, whatever it would become, and the work is
 * done outside of the event loop.
 *
 * @param contentEncoding the header Content-Encoding, null where there is none
 */
export async function unpack(
  body: Uint8Array,
  contentEncoding: string | null,
  maxBytes: number,
): Promise<Unpacking> {
  const coding = contentEncoding?.trim().toLowerCase() ?? "";
  if (coding === "" || coding === "identity") return within(body, maxBytes);
  if (!Object.hasOwn(INFLATERS, coding)) return refuseCoding(coding);
  const inflater = INFLATERS[coding];
  return inflater === undefined ? refuseCoding(coding) : await inflateBody(inflater, body, coding, maxBytes);
}

function within(body: Uint8Array, maxBytes: number): Unpacking {
  return body.byteLength > maxBytes ? tooLarge(maxBytes) : { outcome: "unpacked", body };
}

async function inflateBody(
  inflater: Inflater,
  body: Uint8Array,
  coding: string,
  maxBytes: number,
): Promise<Unpacking> {
  const rejectGarbageAfterEnd = !MEMBERED.has(inflater);
  const options = { maxOutputLength: maxBytes, rejectGarbageAfterEnd, info: true } as const;
  return await new Promise((resolve) => {
    inflater(body, options, (error, inflated) => {
      if (error === null) resolve(wholeOf(inflated, body) ?? refuseBroken(coding));
      else if ("code" in error && error.code === "ERR_BUFFER_TOO_LARGE") resolve(tooLarge(maxBytes));
      else resolve(refuseBroken(coding));
    });
  });
}

/** Zeros behind the last member are no error to zlib, and are none of the body's members. */
function wholeOf(inflated: Uint8Array | Inflated, packed: Uint8Array): Unpacking | null {
  const isWhole = "engine" in inflated && inflated.engine.bytesWritten === packed.byteLength;
  return isWhole ? { outcome: "unpacked", body: inflated.buffer } : null;
}

/** A coding on a coding is refused too: each would multiply what a byte can become. */
function refuseCoding(coding: string): Unpacking {
  const shown = JSON.stringify(coding.slice(0, 80));
  const known = Object.keys(INFLATERS).filter((name) => name !== "x-gzip");
  const message = `The content coding ${shown} is not one that is read here. Send the body as it is, or in one of ${known.join(", ")}, and in one only.`;
  return { outcome: "refused", refusal: { reason: "unsupported_media_type", message } };
}

function refuseBroken(coding: string): Unpacking {
  const message = `The body is not ${coding}, as Content-Encoding says it is: it is damaged, ends early or goes on after its end. Send the request again.`;
  return { outcome: "refused", refusal: { reason: "unreadable_body", message } };
}

function tooLarge(maxBytes: number): Unpacking {
  const message = `The body has more than ${maxBytes} bytes when it is unpacked, the limit of this source. Send less, or ask for a higher limit.`;
  return { outcome: "refused", refusal: { reason: "too_large", message } };
}

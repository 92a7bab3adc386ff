import { malformed, type Reading } from "./scheme.ts";

/**
 * In bytes, of bodies that are parsed to find the signature in them: it is work that strangers ask for, and whatever a
 * source allows, no provider that signs so comes near it. (Amazon SNS has 256 KiB of text, escaped once more.)
 */
const MAX_PARSED_BYTES = 1024 * 1024;

/** For schemes whose signature, or its time, is in the body: what a body too large to be parsed gets, or null. */
export function refuseLarge({ byteLength }: Uint8Array): Reading | null {
  return byteLength > MAX_PARSED_BYTES
    ? malformed(
        `The body has ${byteLength} bytes, and at most ${MAX_PARSED_BYTES} are searched for the signature.`,
      )
    : null;
}

const OTHER_THAN_BASE64 = /[^A-Za-z0-9+/]/;

/** Characters that `String.fromCharCode` takes at once without running out of stack. */
const CHUNK_BYTES = 8_192;

/** Whether a text is Base64 with its padding (RFC 4648, section 4), without line breaks. */
export function isBase64(text: string): boolean {
  const padding = text.endsWith("==") ? 2 : Number(text.endsWith("="));
  return text.length % 4 === 0 && !OTHER_THAN_BASE64.test(text.slice(0, text.length - padding));
}

export function toBase64(bytes: Uint8Array): string {
  const chunks: string[] = [];
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    chunks.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK_BYTES)));
  }
  return btoa(chunks.join(""));
}

/** @param text Base64, as {@link isBase64} says */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}

/**
 * The bytes of a base64 text (RFC 4648, section 4), or null for any text but the one that encodes them: decoders that
 * overlook missing padding or odd characters take many texts for the same signature. An empty text has no bytes, and a
 * key without bytes would be everybody's: null too.
 */
export function decodeBase64(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64");
  return text !== "" && bytes.toString("base64") === text ? bytes : null;
}

/** The bytes of a hexadecimal text in either case, or null; null for an empty text too. */
export function decodeHex(text: string): Buffer | null {
  return /^(?:[0-9a-f]{2})+$/i.test(text) ? Buffer.from(text, "hex") : null;
}

/**
 * The bytes of a base64url text without padding (RFC 4648, section 5; RFC 7515, section 2), or null for any text but
 * the one that encodes them; null for an empty text too.
 */
export function decodeBase64url(text: string): Buffer | null {
  const bytes = Buffer.from(text, "base64url");
  return text !== "" && bytes.toString("base64url") === text ? bytes : null;
}

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** What the binding lets a header hold: printable ASCII, and the spaces of senders that follow its older versions. */
const PRINTABLE = /^[ -~]*$/;

/** What must be escaped: all but U+0021 to U+007E, and of those the double quote and the percent sign. */
const TO_ESCAPE = /[^!#$&-~]/gu;

const BAD_ESCAPE = /%(?![0-9A-Fa-f]{2})/;
const ESCAPES = /(?:%[0-9A-Fa-f]{2})+/g;
const QUOTED = /^"((?:[^"\\]|\\.)*)"$/;

export type HeaderValue =
  | { readonly outcome: "value"; readonly text: string }
  /** `message` goes on from "The header <name>". */
  | { readonly outcome: "fault"; readonly message: string };

/**
 * The text of a header's value (HTTP protocol binding 1.0.2, section 3.1.3.2): a double-quoted value is unquoted, then
 * percent-decoded once. Escapes that are not UTF-8 are a fault, as the binding says; so is what two readers would read
 * differently: a percent sign without two digits, a double quote inside, a character that had to be escaped.
 */
export function decodeHeaderValue(raw: string): HeaderValue {
  if (!PRINTABLE.test(raw)) {
    return faulty("holds characters outside printable ASCII. Percent-encode their UTF-8.");
  }
  const text = raw.includes('"') ? QUOTED.exec(raw)?.[1]?.replace(/\\(.)/g, "$1") : raw;
  if (text === undefined) {
    return faulty("holds a double quote that is not around the whole value. Percent-encode it as %22.");
  }
  if (BAD_ESCAPE.test(text)) {
    return faulty("holds a percent sign without two hexadecimal digits. Percent-encode it as %25.");
  }
  const decoded = unescapeText(text);
  if (decoded !== null) return { outcome: "value", text: decoded };
  return faulty("holds percent-encoded bytes that are not UTF-8. Percent-encode the value's UTF-8.");
}

/** A text as a header's value, by the same section: each character to escape as the bytes of its UTF-8. */
export function encodeHeaderValue(text: string): string {
  return text.replace(TO_ESCAPE, percentEncode);
}

function percentEncode(character: string): string {
  const bytes = new TextEncoder().encode(character);
  return Array.from(bytes, (byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
}

function unescapeText(text: string): string | null {
  try {
    return text.replace(ESCAPES, (run) => UTF8.decode(bytesOf(run)));
  } catch {
    return null;
  }
}

function bytesOf(run: string): Uint8Array {
  return Uint8Array.from(run.split("%").slice(1), (digits) => Number.parseInt(digits, 16));
}

function faulty(message: string): HeaderValue {
  return { outcome: "fault", message };
}

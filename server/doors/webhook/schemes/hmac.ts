import { follows, type HmacPart, parseHeaderTemplate, parseSignedTemplate } from "#schemas/hmac-template.ts";
import type { HmacSettings } from "#schemas/verification-settings.ts";
import { isEqual } from "./equal.ts";
import { hmacDigest } from "./hmac-digest.ts";
import { claims, malformed, missing, type Scheme, type SignedRequest } from "./scheme.ts";
import { readTimestampMs } from "./timestamp.ts";

/**
 * HMAC (RFC 2104) by the source's own settings: which header, how it is written, what is signed and how the digest is
 * encoded. A time is told when the header's template or a header of its own carries one.
 */
export const hmac: Scheme = {
  signsUrl: ({ hmac: settings }) => /\{(url|path)\}/.test(settings?.signedTemplate ?? ""),
  read(request, { hmac: settings }) {
    if (settings === undefined)
      return malformed("The source does not say how its HMAC is made: set verification.hmac.");
    const header = parseHeaderTemplate(settings.headerTemplate);
    if (header.outcome === "invalid")
      return malformed(`The header's template cannot be read. ${header.message}`);
    const toSign = parseSignedTemplate(settings.signedTemplate);
    if (toSign.outcome === "invalid")
      return malformed(`The signed text's template cannot be read. ${toSign.message}`);
    const given = request.headers.get(settings.header);
    if (!given) return missing(`There is no ${settings.header} header.`);
    const found = readHeader(header.parts, given);
    if (found === null)
      return malformed(`The ${settings.header} header is not written as ${settings.headerTemplate}.`);
    const timestamp = found.timestamp ?? readTimestampHeader(request.headers, settings);
    const signedAtMs = timestamp === null ? null : readTimestampMs(timestamp);
    if (Number.isNaN(signedAtMs)) {
      return malformed(
        "The time of signing is missing, or is not in Unix seconds, milliseconds or RFC 3339.",
      );
    }
    const signed = fill(toSign.parts, request, timestamp);
    if (signed.outcome === "unfit") return malformed(signed.message);
    return claims({
      signedAtMs,
      matches: (secret) => isSigned(found.signature, signed.bytes, secret, settings),
    });
  },
};

/** Empty when it should be there and is not: no time is written so. */
function readTimestampHeader(headers: Headers, { timestampHeader }: HmacSettings): string | null {
  return timestampHeader === undefined ? null : (headers.get(timestampHeader) ?? "");
}

interface ReadHeader {
  signature: string;
  timestamp: string | null;
}

/** The whole value must be as the template has it: each part ends where the text after it begins. */
function readHeader(parts: readonly HmacPart[], value: string): ReadHeader | null {
  const found: ReadHeader = { signature: "", timestamp: null };
  let rest = value;
  for (const [at, part] of parts.entries()) {
    const end = part.kind === "text" ? part.text.length : endOf(rest, follows(parts, at));
    const piece = rest.slice(0, Math.max(end, 0));
    if (end < 0 || (part.kind === "text" && piece !== part.text)) return null;
    if (part.kind === "signature" || part.kind === "timestamp") found[part.kind] = piece;
    rest = rest.slice(end);
  }
  return rest === "" ? found : null;
}

function endOf(text: string, next: string | null): number {
  return next === null ? text.length : text.indexOf(next);
}

type Filled =
  | { readonly outcome: "filled"; readonly bytes: Buffer }
  | { readonly outcome: "unfit"; readonly message: string };

function fill(parts: readonly HmacPart[], request: SignedRequest, timestamp: string | null): Filled {
  const pieces: Uint8Array[] = [];
  for (const [at, part] of parts.entries()) {
    if (part.kind === "body") {
      pieces.push(request.body);
      continue;
    }
    const text = part.kind === "header" ? request.headers.get(part.name) : textOf(part, request, timestamp);
    if (text === null) {
      const name = part.kind === "header" ? part.name : part.kind;
      return { outcome: "unfit", message: `What is signed has the ${name} in it, and the request has none.` };
    }
    // It would shift what is signed: the same signature would be right for another body.
    if (part.kind === "header" && text.includes(follows(parts, at) ?? "\n")) {
      return {
        outcome: "unfit",
        message: `The ${part.name} header holds the text that ends it in what is signed.`,
      };
    }
    // Latin-1: a header's characters are its bytes.
    pieces.push(Buffer.from(text, "latin1"));
  }
  return { outcome: "filled", bytes: Buffer.concat(pieces) };
}

function textOf(part: HmacPart, { method, url }: SignedRequest, timestamp: string | null): string | null {
  switch (part.kind) {
    case "text":
      return Buffer.from(part.text, "utf8").toString("latin1");
    case "timestamp":
      return timestamp;
    case "method":
      return method;
    case "url":
      return url;
    case "path":
      return url.slice(new URL(url).origin.length);
    case "body":
    case "header":
    case "signature":
      return null;
  }
}

function isSigned(
  given: string,
  signed: Buffer,
  secret: string,
  { algorithm, encoding }: HmacSettings,
): boolean {
  const expected = hmacDigest(algorithm, secret, encoding, signed);
  const isRight = isEqual(given, expected);
  return encoding === "base64url" ? isEqual(given, padded(expected)) || isRight : isRight;
}

/** Some languages pad base64url and some do not (RFC 4648, section 5, leaves it open). */
function padded(base64url: string): string {
  return base64url.padEnd(Math.ceil(base64url.length / 4) * 4, "=");
}

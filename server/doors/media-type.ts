import type { Refusal } from "#schemas/receipt.ts";
import { type MediaType, parseMediaType } from "./parse-media-type.ts";

/** Why the body cannot be read as JSON, or null. Compressed bodies are refused: docs/adr/0009-no-compressed-bodies.md. */
export function refuseUnlessJson(headers: Headers): Refusal | null {
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding.toLowerCase() !== "identity") {
    return unsupported("The body has a Content-Encoding. Send it without one.");
  }
  if (isJson(parseMediaType(headers.get("content-type") ?? ""))) return null;
  return unsupported("The Content-Type is not application/json in UTF-8. Send JSON, and say so.");
}

/** `application/json` with any parameters but a charset other than UTF-8 (RFC 8259, section 8.1). */
function isJson(mediaType: MediaType | null): boolean {
  if (mediaType?.type !== "application/json") return false;
  return mediaType.parameters.every(
    ({ name, value }) => name !== "charset" || value.toLowerCase() === "utf-8",
  );
}

function unsupported(message: string): Refusal {
  return { reason: "unsupported_media_type", message };
}

import type { Refusal } from "#schemas/receipt.ts";

/** `application/json` with any parameters but a charset other than UTF-8 (RFC 8259, section 8.1). */
const JSON_TYPE = /^application\/json\s*(?:;(?!.*charset=(?!"?utf-8"?\s*(?:;|$))).*)?$/i;

/** Why the body cannot be read as JSON, or null. Compressed bodies are refused: no sender that we know needs them. */
export function refuseUnlessJson(headers: Headers): Refusal | null {
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding.toLowerCase() !== "identity") {
    return unsupported("The body has a Content-Encoding. Send it without one.");
  }
  const type = headers.get("content-type")?.trim() ?? "";
  if (JSON_TYPE.test(type)) return null;
  return unsupported("The Content-Type is not application/json in UTF-8. Send JSON, and say so.");
}

function unsupported(message: string): Refusal {
  return { reason: "unsupported_media_type", message };
}

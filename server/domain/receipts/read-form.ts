import { decodeUtf8 } from "./read-json.ts";

/** Twilio's longest forms have some 60 fields; each costs memory, and one too many is no form that a provider sends. */
const MAX_FIELDS = 1_000;

/** A field that is named several times has the list of its values. */
export type FormFields = ReadonlyMap<string, string | readonly string[]>;

export type FormReading =
  | { readonly outcome: "read"; readonly fields: FormFields }
  | { readonly outcome: "refused"; readonly message: string };

/**
 * Reads `application/x-www-form-urlencoded` (URL Standard, section 5.1), but refuses what it would replace: bytes, or
 * escapes, that are not UTF-8.
 */
export function readForm(body: Uint8Array): FormReading {
  const text = decodeUtf8(body);
  if (text === null) return refused("The form is not valid UTF-8.");
  const pairs = text.split("&", MAX_FIELDS + 1).filter((pair) => pair !== "");
  if (pairs.length > MAX_FIELDS) return refused(`The form has more than ${MAX_FIELDS} fields. Send fewer.`);
  const fields = new Map<string, string | string[]>();
  for (const [index, pair] of pairs.entries()) {
    const equals = pair.indexOf("=");
    const name = decodePart(equals < 0 ? pair : pair.slice(0, equals));
    const value = decodePart(equals < 0 ? "" : pair.slice(equals + 1));
    if (name === null || value === null) {
      return refused(`Field ${index + 1} of the form holds a % escape that is not UTF-8.`);
    }
    const before = fields.get(name);
    if (before === undefined) fields.set(name, value);
    else if (typeof before === "string") fields.set(name, [before, value]);
    else before.push(value);
  }
  return { outcome: "read", fields };
}

function decodePart(part: string): string | null {
  try {
    return decodeURIComponent(part.replaceAll("+", " ").replace(/%(?![\da-f]{2})/gi, "%25"));
  } catch {
    return null;
  }
}

function refused(message: string): FormReading {
  return { outcome: "refused", message };
}

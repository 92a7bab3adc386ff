import { isJsonObject, type JsonValue } from "#schemas/json/value.ts";

/**
 * JSON text that is the same for values that are the same by {@link jsonEqual}: members sorted by their names' code
 * units, no white space, numbers as doubles. For comparing and for fingerprints.
 */
export function canonicalJson(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  let text = "{";
  for (const name of Object.keys(value).sort()) {
    const member = value[name];
    if (member === undefined) continue;
    text += `${text.length > 1 ? "," : ""}${JSON.stringify(name)}:${canonicalJson(member)}`;
  }
  return `${text}}`;
}

export type JsonObject = Readonly<Record<string, unknown>>;

/** A JSON value that is an object, and no array. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The JSON object of a text or a body; null when it is none. For schemes that find their signature in it: it stores nothing. */
export function readJsonObject(json: string | Uint8Array): JsonObject | null {
  try {
    const value: unknown = JSON.parse(typeof json === "string" ? json : Buffer.from(json).toString("utf8"));
    return isJsonObject(value) ? value : null;
  } catch {
    return null;
  }
}

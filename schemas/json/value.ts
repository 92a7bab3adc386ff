/** A value of the JSON data model (RFC 8259, section 3). */
export type JsonValue = null | boolean | number | string | JsonValue[] | JsonObject;

/** A JSON object. Names such as `__proto__` are plain data: read members with {@link memberOf}. */
export interface JsonObject {
  [name: string]: JsonValue;
}

/** The kinds of the JSON data model, as messages name them. */
export type JsonKind = "null" | "boolean" | "number" | "string" | "array" | "object";

export function kindOf(value: JsonValue): JsonKind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  switch (typeof value) {
    case "boolean":
      return "boolean";
    case "number":
      return "number";
    case "string":
      return "string";
    default:
      return "object";
  }
}

export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The member `name` of an object; `undefined` when the value is no object or has no such member of its own.
 * What an object inherits (`toString`, `constructor`) is never seen.
 */
export function memberOf(value: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;
}

/** The item `index` of an array; `undefined` when the value is no array or is shorter. */
export function itemOf(value: JsonValue | undefined, index: number): JsonValue | undefined {
  return Array.isArray(value) ? value[index] : undefined;
}

/**
 * Whether a value from outside is JSON of at most `maxDepth` nested containers: no `undefined`, `NaN`, functions, class
 * instances or cycles.
 */
export function isJsonValue(value: unknown, maxDepth: number): value is JsonValue {
  switch (typeof value) {
    case "boolean":
    case "string":
      return true;
    case "number":
      return Number.isFinite(value);
    case "object":
      return value === null || (maxDepth > 0 && isJsonContainer(value, maxDepth - 1));
    default:
      return false;
  }
}

function isJsonContainer(value: object, maxDepth: number): boolean {
  if (Array.isArray(value)) return value.every((item: unknown) => isJsonValue(item, maxDepth));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.values(value).every((member: unknown) => isJsonValue(member, maxDepth));
}

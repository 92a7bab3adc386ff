import type { JsonObject, JsonValue } from "#schemas/json/value.ts";
import { ValueShape } from "./value-shape.ts";

/**
 * Makes a first schema (2020-12) from payloads, one after the other. Every payload that was added conforms to it; what more it asks
 * for, such as a list of values or a format, many payloads agreed on. Members that were not seen are allowed. What it
 * keeps does not grow with the number of payloads.
 */
export class SchemaInference {
  readonly #shape = new ValueShape();

  add(payload: JsonValue): void {
    this.#shape.add(payload);
  }

  schema(): JsonObject {
    return { $schema: "https://json-schema.org/draft/2020-12/schema", ...this.#shape.toSchema() };
  }
}

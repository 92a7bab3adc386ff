import { z } from "zod";
import { ENVELOPE_SCHEMA } from "#schemas/envelope.ts";
import type { JsonSchema } from "#schemas/openapi.ts";
import { NAMED } from "../named.ts";
import { CLOUD_EVENT_SCHEMA } from "./cloud-event-schema.ts";

/** Where a document's schemas are. */
export function schemaRef(id: string): { readonly $ref: string } {
  return { $ref: `#/components/schemas/${id}` };
}

/** All named schemas: those of answers as they are written, those of requests as they may be sent. */
export function componentSchemas(): Record<string, JsonSchema> {
  const { $schema: _dialect, ...envelope } = ENVELOPE_SCHEMA;
  const schemas: Record<string, JsonSchema> = { PublishedEvent: envelope, CloudEvent: CLOUD_EVENT_SCHEMA };
  for (const [registry, io] of [
    [NAMED.answers, "output"],
    [NAMED.requests, "input"],
  ] as const) {
    const written = z.toJSONSchema(registry, { ...OPTIONS, io, uri: (id) => schemaRef(id).$ref });
    for (const [id, schema] of Object.entries(written.schemas)) schemas[id] = withoutMarks(schema);
  }
  return schemas;
}

/** A schema as a request may be, in place or as a reference to where it is. */
export function inputSchema(schema: z.ZodType): JsonSchema {
  const id = NAMED.requests.get(schema)?.id;
  return id === undefined ? withoutMarks(z.toJSONSchema(schema, { ...OPTIONS, io: "input" })) : schemaRef(id);
}

/** The same for an answer. */
export function outputSchema(schema: z.ZodType): JsonSchema {
  const id = NAMED.answers.get(schema)?.id;
  return id === undefined
    ? withoutMarks(z.toJSONSchema(schema, { ...OPTIONS, io: "output" }))
    : schemaRef(id);
}

const OPTIONS: z.core.ToJSONSchemaParams = {
  target: "draft-2020-12",
  // A filter's value is any JSON value, and what its check says has no words in JSON Schema.
  unrepresentable: "any",
  // `format` says it shorter than zod's regular expression for it.
  override: ({ jsonSchema }) => {
    if (jsonSchema.format !== undefined) delete jsonSchema.pattern;
  },
};

function withoutMarks(schema: object): JsonSchema {
  return Object.fromEntries(Object.entries(schema).filter(([name]) => name !== "$schema" && name !== "$id"));
}

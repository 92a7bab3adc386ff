import { z } from "zod";
import { ENVELOPE_SCHEMA, METADATA_SCHEMA, SOURCE_SCHEMA } from "#schemas/envelope.ts";
import { notFound, ok } from "../answer.ts";
import { NO_BODY, NONE, operation } from "../operation.ts";

const SPECIFICATION: Readonly<Record<string, object>> = {
  envelope: ENVELOPE_SCHEMA,
  source: SOURCE_SCHEMA,
  metadata: METADATA_SCHEMA,
};

/** The schemas that hold for every event, whatever its name. */
export const specificationSchemaOperations = [
  operation({
    method: "get",
    path: "/specification/schemas/{name}",
    operationId: "getSpecificationSchema",
    summary: "Read a schema that holds for every event",
    description: "`envelope`, `source` or `metadata`, as events are checked by them when they come in.",
    tag: "Schemas",
    scope: "read",
    params: z.strictObject({ name: z.string().describe("`envelope`, `source` or `metadata`.") }),
    query: NONE,
    body: NO_BODY,
    success: { status: 200, description: "The JSON Schema.", schema: z.looseObject({}) },
    handle: async ({ params: { name } }) => {
      const schema = Object.hasOwn(SPECIFICATION, name) ? SPECIFICATION[name] : undefined;
      return schema === undefined ? notFound("schema") : ok(schema);
    },
  }),
];

import type { z } from "zod";
import type { JsonSchema, OpenApiOperation, OpenApiParameter, OpenApiPath } from "#schemas/openapi.ts";
import { type Documented, takesBody } from "../operation.ts";
import { responsesOf } from "./responses.ts";
import { inputSchema } from "./schemas.ts";

/** The operations as OpenAPI's path items, below `basePath`. */
export function pathsOf(operations: readonly Documented[], basePath: string): Record<string, OpenApiPath> {
  const byPath = Map.groupBy(operations, ({ path }) => `${basePath}${path}`);
  return Object.fromEntries(
    [...byPath].map(([path, ofPath]) => [
      path,
      Object.fromEntries(ofPath.map((operation) => [operation.method, operationOf(operation)])),
    ]),
  );
}

function operationOf(operation: Documented): OpenApiOperation {
  const { operationId, summary, description, tag, scope, body, bodyExample } = operation;
  const parameters = [
    ...parametersOf(operation.params, "path"),
    ...parametersOf(operation.query, "query"),
    ...conditionOf(operation),
  ];
  const examples = bodyExample === undefined ? {} : { examples: { example: { value: bodyExample } } };
  const content = { "application/json": { schema: inputSchema(body), ...examples } };
  return {
    operationId,
    summary,
    description: `${description === undefined ? "" : `${description} `}Needs a key with the scope \`${scope}\`.`,
    tags: [tag],
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(takesBody(operation) ? { requestBody: { required: true, content } } : {}),
    responses: responsesOf(operation),
  };
}

function parametersOf(schema: z.ZodObject, place: "path" | "query"): OpenApiParameter[] {
  return Object.entries(schema.shape).map(([name, field]) => {
    const { description, ...rest } = inputSchema(field);
    const required = place === "path" || !field.safeParse(undefined).success;
    return {
      name,
      in: place,
      required,
      ...(typeof description === "string" ? { description } : {}),
      schema: rest,
    };
  });
}

const ENTITY_TAG: JsonSchema = { type: "string", examples: ['"3"'] };

const IF_NONE_MATCH: OpenApiParameter = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "ETags that the client has: 304 when one is the present one.",
  schema: ENTITY_TAG,
};

const IF_MATCH: OpenApiParameter = {
  name: "If-Match",
  in: "header",
  required: true,
  description: "The ETag that was read. 412 when somebody else changed the resource meanwhile.",
  schema: ENTITY_TAG,
};

const IF_MATCH_WHEN_THERE: OpenApiParameter = {
  ...IF_MATCH,
  required: false,
  description: `${IF_MATCH.description} Left out to make what is not there yet.`,
};

function conditionOf({ conditional }: Documented): OpenApiParameter[] {
  if (conditional === undefined) return [];
  switch (conditional) {
    case "read":
      return [IF_NONE_MATCH];
    case "change":
      return [IF_MATCH];
    case "make_or_change":
      return [IF_MATCH_WHEN_THERE];
  }
}

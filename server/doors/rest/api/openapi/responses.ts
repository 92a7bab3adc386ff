import { z } from "zod";
import type { OpenApiContent, OpenApiHeader, OpenApiResponse, Reference } from "#schemas/openapi.ts";
import { answerSchema } from "../named.ts";
import type { Documented, Success } from "../operation.ts";
import { takesBody } from "../operation.ts";
import { violationSchema } from "../violation-schema.ts";
import { outputSchema, schemaRef } from "./schemas.ts";

const problemSchema = answerSchema(
  "Problem",
  z
    .strictObject({
      type: z.string().describe("The page of this problem, below this server: `/errors/{name}`."),
      title: z.string(),
      status: z.int(),
      detail: z.string().describe("What happened here, and what to do."),
      receiptId: z.uuid().optional().describe("The receipt that the request left, if it left one."),
      requestId: z.uuid().optional().describe("What the log calls the request."),
      pointer: z.string().optional().describe("Where the body is wrong, as a JSON Pointer."),
      errors: z
        .array(z.union([violationSchema, z.strictObject({ parameter: z.string(), message: z.string() })]))
        .optional()
        .describe("Every place that is wrong: a JSON Pointer into the body, or a parameter."),
    })
    .describe("Problem details (RFC 9457)."),
);

/** Names and meanings of the answers that operations share. */
const SHARED = {
  304: ["NotModified", "The client has this representation already."],
  400: ["BadRequest", "The query or the body cannot be read."],
  401: ["Unauthorized", "The API key or the signature is missing or wrong."],
  403: ["Forbidden", "The API key lacks the scope that the operation needs, or the source is disabled."],
  404: ["NotFound", "What the path names is not there."],
  405: ["MethodNotAllowed", "The path does not answer this method."],
  409: ["Conflict", "Another resource has this name or key, or another event this id."],
  412: ["PreconditionFailed", "Somebody else changed the resource meanwhile."],
  413: ["ContentTooLarge", "The body is over the limit. Nothing of it was kept."],
  415: ["UnsupportedMediaType", "The Content-Type or the Content-Encoding is not one that is read here."],
  422: ["UnprocessableContent", "The request can be read, and is not what the operation takes."],
  428: ["PreconditionRequired", "A change must say, as If-Match, which version it changes."],
  429: ["TooManyRequests", "The source or the key has had its requests of this time."],
  503: ["Unavailable", "The database did not answer. Try again after Retry-After."],
} as const;
export type SharedStatus = keyof typeof SHARED;

export function sharedResponse(status: SharedStatus): Reference {
  return { $ref: `#/components/responses/${SHARED[status][0]}` };
}

export function componentResponses(): Record<string, OpenApiResponse> {
  const problem: OpenApiContent = { "application/problem+json": { schema: outputSchema(problemSchema) } };
  return Object.fromEntries(
    Object.entries(SHARED).map(([status, [name, description]]) => {
      const headers =
        status === "429" || status === "503" ? { headers: { "Retry-After": header("Retry-After") } } : {};
      return [name, { description, ...headers, ...(status === "304" ? {} : { content: problem }) }];
    }),
  );
}

export const HEADERS: Readonly<Record<string, OpenApiHeader>> = {
  ETag: {
    description: "Names this state of the resource: for If-Match and If-None-Match.",
    schema: { type: "string" },
  },
  Link: { description: 'The page that follows, as `rel="next"` (RFC 8288).', schema: { type: "string" } },
  Location: { description: "Where what was made is.", schema: { type: "string", format: "uri-reference" } },
  "Retry-After": { description: "Seconds to wait.", schema: { type: "integer", minimum: 0 } },
  "Tidings-Receipt-Id": {
    description: "The receipt that the request left.",
    schema: { type: "string", format: "uuid" },
  },
};

export function header(name: string): Reference {
  return { $ref: `#/components/headers/${name}` };
}

/** Everything that an operation may answer, by status. */
export function responsesOf(operation: Documented): Record<string, OpenApiResponse | Reference> {
  const { success } = operation;
  const problems = problemStatuses(operation).map((status) => [status, sharedResponse(status)] as const);
  return Object.fromEntries([[success.status, successResponse(success)], ...problems]);
}

function problemStatuses(operation: Documented): SharedStatus[] {
  const { params, conditional, problems = [] } = operation;
  const body: SharedStatus[] = takesBody(operation) ? [413, 415, 422] : [];
  const known: SharedStatus[] = conditional === "read" ? [304] : [];
  const seen: SharedStatus[] = conditional === "change" || conditional === "make_or_change" ? [412, 428] : [];
  const path: SharedStatus[] = Object.keys(params.shape).length > 0 ? [404] : [];
  return [
    ...new Set<SharedStatus>([...known, 400, 401, 403, ...path, ...seen, ...body, ...problems, 429, 503]),
  ].sort((one, other) => one - other);
}

const MEDIA_TYPES = { text: "application/json", lines: "application/x-ndjson" } as const;

function successResponse({
  description,
  schema,
  headers = [],
  otherMediaTypes = [],
  form,
  example,
}: Success): OpenApiResponse {
  const named = Object.fromEntries(headers.map((name) => [name, header(name)]));
  if (schema === undefined) return { description };
  const others = Object.fromEntries(
    otherMediaTypes.map((type) => [type, { schema: schemaRef("CloudEvent") }]),
  );
  const examples = example === undefined ? {} : { examples: { example: { value: example } } };
  return {
    description,
    ...(headers.length > 0 ? { headers: named } : {}),
    content: { [MEDIA_TYPES[form ?? "text"]]: { schema: outputSchema(schema), ...examples }, ...others },
  };
}

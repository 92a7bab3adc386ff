import { z } from "zod";
import { listSubjectsInput, schemaSubject, schemaVersion } from "#schemas/event-schema.ts";
import { changeSchemaSubject } from "#server/services/schemas/change-subject.ts";
import { checkSchema } from "#server/services/schemas/check.ts";
import { deleteSchema } from "#server/services/schemas/delete.ts";
import { getSchema } from "#server/services/schemas/get.ts";
import { getSchemaSubject } from "#server/services/schemas/get-subject.ts";
import { listSchemaSubjects } from "#server/services/schemas/list-subjects.ts";
import { registerSchema } from "#server/services/schemas/register.ts";
import { invalidMember, noContent, notFound, ok, okText } from "../answer.ts";
import { etagOf, unlessKnown } from "../etag.ts";
import { NO_BODY, NONE, operation } from "../operation.ts";
import { cursorParameter, pageAnswer, pageSchema } from "../page.ts";
import { checked, registration } from "./schema-answers.ts";
import { documentText, MAX_SCHEMA_BODY_BYTES } from "./schema-document.ts";
import {
  newSchemaSchema,
  registeredSchemaSchema,
  SCHEMA_EXAMPLE,
  schemaCheckRequestSchema,
  schemaCheckSchema,
  schemaSchema,
  schemaText,
  subjectChangeSchema,
  subjectOf,
  subjectSchema,
  subjectSummaryOf,
  subjectSummarySchema,
} from "./schema-representation.ts";

const BY_NAME = z.strictObject({
  pattern: schemaSubject.describe("The name of the events, percent-encoded."),
});
const BY_VERSION = BY_NAME.extend({ version: schemaVersion.describe("The version, percent-encoded.") });

const subjectAnswer = {
  status: 200,
  description: "The event name's schemas.",
  schema: subjectSchema,
} as const;

export const schemaOperations = [
  operation({
    method: "get",
    path: "/schemas",
    operationId: "listSchemas",
    summary: "List event names that have schemas",
    tag: "Schemas",
    scope: "read",
    params: NONE,
    query: z.strictObject({ cursor: cursorParameter(listSubjectsInput.shape.cursor.unwrap().unwrap()) }),
    body: NO_BODY,
    success: {
      status: 200,
      description: "A page of event names.",
      schema: pageSchema("SchemaSubjectPage", subjectSummarySchema),
      headers: ["Link"],
    },
    handle: async ({ ctx, query, url }) => {
      const { rows, nextCursor } = await listSchemaSubjects({ ctx, input: query });
      return pageAnswer(url, rows.map(subjectSummaryOf), nextCursor);
    },
  }),

  operation({
    method: "post",
    path: "/schemas",
    operationId: "registerSchema",
    summary: "Register a schema",
    description:
      "For an event name at a version. Events of that name and version are judged by it within a second; the name's first schema judges all other versions too, until another default is set. The same document again changes nothing.",
    tag: "Schemas",
    scope: "manage",
    params: NONE,
    query: NONE,
    body: newSchemaSchema,
    bodyExample: SCHEMA_EXAMPLE,
    maxBodyBytes: MAX_SCHEMA_BODY_BYTES,
    success: { status: 200, description: "What is registered.", schema: registeredSchemaSchema },
    problems: [409],
    handle: async ({ ctx, body, bodyText }) => {
      const document = documentText(body, bodyText);
      return registration(await registerSchema({ ctx, input: { ...body, document } }));
    },
  }),

  operation({
    method: "post",
    path: "/schemas/check",
    operationId: "checkSchema",
    summary: "Check a schema without registering it",
    description: "What registering it would say: whether it is one, and whether it is compatible.",
    tag: "Schemas",
    scope: "read",
    params: NONE,
    query: NONE,
    body: schemaCheckRequestSchema,
    bodyExample: { pattern: SCHEMA_EXAMPLE.pattern, document: SCHEMA_EXAMPLE.document },
    maxBodyBytes: MAX_SCHEMA_BODY_BYTES,
    success: { status: 200, description: "The verdict.", schema: schemaCheckSchema },
    problems: [404],
    handle: async ({ ctx, body, bodyText }) => {
      const document = documentText(body, bodyText);
      return checked(await checkSchema({ ctx, input: { ...body, document } }));
    },
  }),

  operation({
    method: "get",
    path: "/schemas/{pattern}",
    operationId: "getSchemas",
    summary: "Read an event name's schemas",
    description: "Deleted ones too, without the documents, and how they are kept.",
    tag: "Schemas",
    scope: "read",
    params: BY_NAME,
    query: NONE,
    body: NO_BODY,
    success: subjectAnswer,
    handle: async ({ ctx, params }) => {
      const found = await getSchemaSubject({ ctx, input: params });
      return found.outcome === "found" ? ok(subjectOf(found.subject)) : notFound("event name with schemas");
    },
  }),

  operation({
    method: "patch",
    path: "/schemas/{pattern}",
    operationId: "changeSchemas",
    summary: "Change how an event name's schemas are kept",
    description:
      "Its compatibility mode (null: the installation's) and its default version (null: events whose version has no schema are refused). What is left out stays as it is.",
    tag: "Schemas",
    scope: "manage",
    params: BY_NAME,
    query: NONE,
    body: subjectChangeSchema,
    bodyExample: { compatibility: "full", defaultVersion: "1.0" },
    success: subjectAnswer,
    handle: async ({ ctx, params, body }) => {
      const known = await getSchemaSubject({ ctx, input: params });
      if (known.outcome === "not_found") return notFound("event name with schemas");
      const result = await changeSchemaSubject({ ctx, input: { ...params, ...body } });
      if (result.outcome === "unknown_version") {
        return invalidMember("/defaultVersion", "No live schema has this version.");
      }
      const found = await getSchemaSubject({ ctx, input: params });
      return found.outcome === "found" ? ok(subjectOf(found.subject)) : notFound("event name with schemas");
    },
  }),

  operation({
    method: "get",
    path: "/schemas/{pattern}/versions/{version}",
    operationId: "getSchema",
    summary: "Read a schema",
    description:
      "With its document as it was registered; also when it was deleted, since events were judged by it.",
    tag: "Schemas",
    scope: "read",
    params: BY_VERSION,
    query: NONE,
    body: NO_BODY,
    success: { status: 200, description: "The schema.", schema: schemaSchema, headers: ["ETag"] },
    conditional: "read",
    handle: async ({ ctx, params, headers }) => {
      const found = await getSchema({ ctx, input: params });
      if (found.outcome === "not_found") return notFound("schema");
      const { id, deletedAt } = found.schema;
      return unlessKnown(
        headers,
        etagOf(`${id}${deletedAt === null ? "" : "-deleted"}`),
        okText(schemaText(found.schema)),
      );
    },
  }),

  operation({
    method: "delete",
    path: "/schemas/{pattern}/versions/{version}",
    operationId: "deleteSchema",
    summary: "Delete a schema",
    description:
      "It judges no more events, can still be read, and is restored by registering it again. If it was the default, the one that was registered last takes its place.",
    tag: "Schemas",
    scope: "manage",
    params: BY_VERSION,
    query: NONE,
    body: NO_BODY,
    success: { status: 204, description: "It is deleted." },
    handle: async ({ ctx, params }) => {
      const result = await deleteSchema({ ctx, input: params });
      return result.outcome === "deleted" ? noContent() : notFound("schema");
    },
  }),
];

import { z } from "zod";
import {
  COMPATIBILITY_MODES,
  changeSubjectInput,
  checkSchemaInput,
  registerSchemaInput,
} from "#schemas/event-schema.ts";
import type { GetSchemaResult } from "#server/services/schemas/get.ts";
import type { GetSubjectResult } from "#server/services/schemas/get-subject.ts";
import type { SubjectPage } from "#server/services/schemas/list-subjects.ts";
import { answerSchema, requestSchema } from "../named.ts";
import { instant } from "./event-representation.ts";
import { documentMember } from "./schema-document.ts";

export const newSchemaSchema = requestSchema(
  "NewSchema",
  z.strictObject({
    ...registerSchemaInput.shape,
    document: documentMember,
    allowUnknown: registerSchemaInput.shape.allowUnknown.describe(
      "Register it although it cannot be told whether it is compatible with the earlier ones.",
    ),
  }),
);

export const schemaCheckRequestSchema = requestSchema(
  "SchemaCheckRequest",
  z.strictObject({
    ...checkSchemaInput.shape,
    document: documentMember,
    against: checkSchemaInput.shape.against.describe(
      "Compare with this version alone, instead of those that the mode names.",
    ),
  }),
);

export const subjectChangeSchema = requestSchema(
  "SchemaSubjectChange",
  changeSubjectInput.omit({ pattern: true }),
);

const mode = z.enum(COMPATIBILITY_MODES);

const issues = z
  .array(z.strictObject({ pointer: z.string(), message: z.string() }))
  .describe("What the author should know, such as keywords that say nothing to this dialect.");

const identity = {
  pattern: z.string().describe("The name of the events."),
  version: z.string().describe("The version that events name."),
  number: z.int().min(1).describe("Counts the name's schemas; the version of registries' clients."),
  id: z.int().min(1).describe("Counts all schemas; the id of registries' clients."),
};

export const registeredSchemaSchema = answerSchema(
  "RegisteredSchema",
  z.strictObject({
    outcome: z
      .enum(["registered", "restored", "unchanged"])
      .describe("`restored`: it had been deleted. `unchanged`: it was registered already."),
    ...identity,
    warnings: issues,
  }),
);

const head = {
  ...identity,
  dialect: z.string().describe("`draft-07` or `2020-12`."),
  fingerprint: z.string().describe("SHA-256 of the document's canonical form, hexadecimal."),
  author: z.string(),
  createdAt: instant,
  deletedAt: instant.nullable().describe("Null: it judges events."),
};

export const schemaSchema = answerSchema(
  "Schema",
  z.strictObject({ ...head, document: z.unknown().describe("As it was registered.") }),
);

type SchemaRow = Extract<GetSchemaResult, { outcome: "found" }>["schema"];

function headOf(row: Omit<SchemaRow, "document">) {
  const { pattern, version, number, id, dialect, fingerprint, authorLabel, createdAt, deletedAt } = row;
  return { pattern, version, number, id, dialect, fingerprint, author: authorLabel, createdAt, deletedAt };
}

/** JSON text, so that the document keeps its digits. */
export function schemaText(row: SchemaRow): string {
  return `${JSON.stringify(headOf(row)).slice(0, -1)},"document":${row.document}}`;
}

const keeping = {
  compatibility: mode.describe("What a new schema must keep: the name's own mode, or the installation's."),
  ownCompatibility: mode.nullable().describe("The name's own mode; null: the installation's holds."),
  defaultVersion: z
    .string()
    .nullable()
    .describe("Judges events whose own version has no schema; null: those are refused."),
};

export const subjectSchema = answerSchema(
  "SchemaSubject",
  z.strictObject({
    pattern: z.string(),
    ...keeping,
    versions: z.array(z.strictObject(head)).describe("In the order in which they were registered."),
  }),
);

export function subjectOf({
  pattern,
  compatibility,
  ownCompatibility,
  defaultVersion,
  schemas,
}: Extract<GetSubjectResult, { outcome: "found" }>["subject"]): z.output<typeof subjectSchema> {
  const versions = schemas.map(headOf);
  return { pattern, compatibility, ownCompatibility, defaultVersion, versions };
}

export const subjectSummarySchema = answerSchema(
  "SchemaSubjectSummary",
  z.strictObject({
    pattern: z.string(),
    versions: z.int().min(1).describe("Schemas that judge events."),
    latestVersion: z.string().nullable().describe("The one that was registered last."),
    defaultVersion: z.string().nullable(),
    ownCompatibility: z.string().nullable(),
  }),
);

export function subjectSummaryOf(row: SubjectPage["rows"][number]): z.output<typeof subjectSummarySchema> {
  const { pattern, versions, latestVersion, defaultVersion, compatibility } = row;
  return { pattern, versions, latestVersion, defaultVersion, ownCompatibility: compatibility };
}

export const schemaCheckSchema = answerSchema(
  "SchemaCheck",
  z.strictObject({
    outcome: z
      .enum(["compatible", "incompatible", "unknown"])
      .describe("`unknown`: it cannot be told, and is refused unless `allowUnknown` is sent."),
    mode,
    against: z.string().nullable().describe("The version that it does not agree with; null when compatible."),
    pointer: z.string().nullable().describe("The place in the schema, as a JSON Pointer."),
    keyword: z.string().nullable(),
    message: z.string().nullable(),
    example: z
      .string()
      .nullable()
      .describe("JSON text that the two schemas judge differently, if one is known."),
    warnings: issues,
  }),
);

export const SCHEMA_EXAMPLE = {
  pattern: "invoice.created",
  version: "1.0",
  document: {
    type: "object",
    properties: { invoiceId: { type: "string" }, amount: { type: "number", minimum: 0 } },
    required: ["invoiceId", "amount"],
  },
};

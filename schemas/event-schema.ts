import { z } from "zod";
import {
  EVENT_ID_PATTERN,
  MAX_PATTERN_NAME_CHARACTERS,
  MAX_VERSION_CHARACTERS,
  PATTERN_NAME_PATTERN,
} from "./envelope.ts";

/**
 * What a new schema of an event name must keep, compared with the earlier ones. `backward`: events that were valid
 * stay valid. `forward`: events that are valid now were valid before, so that old consumers can read them. `full`:
 * both. Against the newest earlier schema, or, `transitive`, against all of them. The words are those of Confluent's
 * Schema Registry, which writes them in capitals.
 */
export const COMPATIBILITY_MODES = [
  "none",
  "backward",
  "backward_transitive",
  "forward",
  "forward_transitive",
  "full",
  "full_transitive",
] as const;
export type CompatibilityMode = (typeof COMPATIBILITY_MODES)[number];

/** What holds until somebody says otherwise: events in the log stay valid, and with them their replay. */
export const DEFAULT_COMPATIBILITY: CompatibilityMode = "backward";

/** Longest document; GitHub's schema of its largest event has 42 000. What is longer is refused where it is read; doors take no larger bodies than it needs. */
export const MAX_SCHEMA_CHARACTERS = 1_048_576;

/** A name of events that schemas are registered for; registries call it the subject. */
export const schemaSubject = z
  .string()
  .min(1, "Name the events.")
  .max(MAX_PATTERN_NAME_CHARACTERS, `An event name has at most ${MAX_PATTERN_NAME_CHARACTERS} characters.`)
  .regex(
    new RegExp(PATTERN_NAME_PATTERN, "u"),
    "An event name has no white space and no invisible characters.",
  );

/** A version as events name it: `1.0`. */
export const schemaVersion = z
  .string()
  .min(1, "Name the version, as events do.")
  .max(MAX_VERSION_CHARACTERS, `A version has at most ${MAX_VERSION_CHARACTERS} characters.`)
  .regex(new RegExp(EVENT_ID_PATTERN, "u"), "A version has no invisible characters.");

/** A JSON Schema as JSON text: kept as it is, to the last digit. */
const document = z.string();

/** `allowUnknown`: register although it cannot be told whether the schema is compatible with the earlier ones. */
export const registerSchemaInput = z.strictObject({
  pattern: schemaSubject,
  version: schemaVersion,
  document,
  allowUnknown: z.boolean().default(false),
});

/** `against`: only with this version, whatever the mode would choose. */
export const checkSchemaInput = z.strictObject({
  pattern: schemaSubject,
  document,
  against: schemaVersion.optional(),
});

/** A document of which it is asked whether a name has it, or, with `deleted`, had it. */
export const findDocumentInput = z.strictObject({
  pattern: schemaSubject,
  document,
  deleted: z.boolean().default(false),
});

export const subjectInput = z.strictObject({ pattern: schemaSubject });
export const schemaVersionInput = z.strictObject({ pattern: schemaSubject, version: schemaVersion });

/** Without a version: all of the name. */
export const deleteSchemasInput = z.strictObject({
  pattern: schemaSubject,
  version: schemaVersion.optional(),
});

/** `compatibility` null: the installation's own. */
export const changeSubjectInput = z.strictObject({
  pattern: schemaSubject,
  compatibility: z.enum(COMPATIBILITY_MODES).nullable().optional(),
  defaultVersion: schemaVersion.nullable().optional(),
});

/** Null: back to DEFAULT_COMPATIBILITY. */
export const installationCompatibilityInput = z.strictObject({
  compatibility: z.enum(COMPATIBILITY_MODES).nullable(),
});

/** Names that one answer to a registry's client lists: it pages by counting. */
export const MAX_SUBJECT_NAMES = 10_000;

/** Event names as a registry's client lists them. */
export const subjectNamesInput = z.strictObject({
  beginning: z.string().max(MAX_PATTERN_NAME_CHARACTERS).default(""),
  deleted: z.enum(["without", "with", "only"]).default("without"),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(MAX_SUBJECT_NAMES).default(MAX_SUBJECT_NAMES),
});

/** A page of event names that have schemas; `cursor` is the last name of the page before. */
export const listSubjectsInput = z.strictObject({
  cursor: z.string().max(MAX_PATTERN_NAME_CHARACTERS).nullish(),
});

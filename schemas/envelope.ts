import type { JsonObject } from "./json/value.ts";

/** Limits of the specification's columns, in characters. */
export const MAX_EVENT_ID_CHARACTERS = 255;
export const MAX_PATTERN_NAME_CHARACTERS = 255;
export const MAX_VERSION_CHARACTERS = 50;
export const MAX_SOURCE_ID_CHARACTERS = 255;

/** Where an event comes from. */
export interface EventSource {
  readonly type: "workflow" | "task" | "integration" | "external";
  readonly id: string;
}

/** The specification's event, in its own words (spec "Event Structure"). `timestamp` is RFC 3339. */
export interface Envelope {
  readonly eventId: string;
  readonly pattern: string;
  readonly version: string;
  readonly source: EventSource;
  readonly timestamp: string;
  readonly payload: JsonObject;
  readonly metadata: JsonObject;
}

/**
 * Characters that no identifier may hold, as a class for the flag `u`: controls, format characters such as
 * bidirectional overrides and tags, lone surrogates, line and paragraph separators, noncharacters, and Hangul
 * fillers, which are letters that show nothing. They would make two ids look the same, or a log line look like two.
 */
const UNPRINTABLE =
  "\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Noncharacter_Code_Point}\\u115f\\u1160\\u3164\\uffa0";

/** An event id: anything printable. Case and spaces count: ids that differ by them are different ids. */
export const EVENT_ID_PATTERN = `^[^${UNPRINTABLE}]+$`;

/** An event name such as `invoice.created`: printable, without white space. */
export const PATTERN_NAME_PATTERN = `^[^\\s${UNPRINTABLE}]+$`;

const identifier = (maxLength: number) => ({
  type: "string",
  minLength: 1,
  maxLength,
  pattern: EVENT_ID_PATTERN,
});

/** The specification's "JSON Schema (source field)", with the column's limits. */
export const SOURCE_SCHEMA = {
  type: "object",
  properties: {
    type: { type: "string", enum: ["workflow", "task", "integration", "external"] },
    id: identifier(MAX_SOURCE_ID_CHARACTERS),
  },
  required: ["type", "id"],
} as const;

/** The specification's "JSON Schema (metadata field)". Other members are kept as they are. */
export const METADATA_SCHEMA = {
  type: "object",
  properties: {
    correlationId: { type: "string" },
    causationId: { type: "string" },
    context: {
      type: "object",
      properties: {
        type: { type: "string", enum: ["client", "user", "global"] },
        id: { type: "string" },
      },
    },
  },
} as const;

/**
 * JSON Schema (2020-12) of the envelope. Members that are not the specification's are refused, so that a
 * client cannot believe that it set `id` or `createdAt`. `metadata` may be left out and is then `{}`.
 */
export const ENVELOPE_SCHEMA = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "Event",
  type: "object",
  properties: {
    eventId: identifier(MAX_EVENT_ID_CHARACTERS),
    pattern: {
      type: "string",
      minLength: 1,
      maxLength: MAX_PATTERN_NAME_CHARACTERS,
      pattern: PATTERN_NAME_PATTERN,
    },
    version: identifier(MAX_VERSION_CHARACTERS),
    source: SOURCE_SCHEMA,
    timestamp: { type: "string", format: "date-time" },
    payload: { type: "object" },
    metadata: METADATA_SCHEMA,
  },
  required: ["eventId", "pattern", "version", "source", "timestamp", "payload"],
  additionalProperties: false,
} as const;

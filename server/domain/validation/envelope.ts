import { Ajv2020, type ErrorObject } from "ajv/dist/2020.js";
import { ENVELOPE_SCHEMA, type Envelope } from "#schemas/envelope.ts";
import { jsonPointer } from "#schemas/json/pointer.ts";
import { type Refusal, shortPointer } from "#schemas/receipt.ts";
import { isTimestamp, toStoredTimestamp } from "./timestamp.ts";

const ajv = new Ajv2020({ allErrors: false, $data: false, strict: true });
ajv.addFormat("date-time", isTimestamp);
const validate = ajv.compile<Envelope>(ENVELOPE_SCHEMA);

export type EnvelopeVerdict =
  | { readonly outcome: "valid"; readonly envelope: Envelope }
  | { readonly outcome: "invalid"; readonly refusal: Refusal };

/**
 * Checks a parsed value against the specification's envelope; a refusal names the first member that is wrong. The
 * envelope has its `timestamp` in the form in which it is stored: whatever looks at the event sees that one text.
 */
export function checkEnvelope(value: unknown): EnvelopeVerdict {
  const candidate: unknown = withMetadata(value);
  if (!validate(candidate)) return { outcome: "invalid", refusal: toRefusal(validate.errors?.[0]) };
  return {
    outcome: "valid",
    envelope: { ...candidate, timestamp: toStoredTimestamp(candidate.timestamp) },
  };
}

/** `metadata` may be left out. */
function withMetadata(value: unknown): unknown {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  return isObject && !Object.hasOwn(value, "metadata") ? { ...value, metadata: {} } : value;
}

function toRefusal(error: ErrorObject | undefined): Refusal {
  const at = error?.instancePath ?? "";
  const member = memberOf(error);
  const pointer = shortPointer(member === undefined ? at : `${at}${jsonPointer([member])}`);
  return { reason: "invalid_envelope", message: sentence(error, pointer || "the event"), pointer };
}

/** The member that a `required` or `additionalProperties` error is about: ajv reports those on the parent. */
function memberOf(error: ErrorObject | undefined): string | undefined {
  const named: unknown = error?.params.missingProperty ?? error?.params.additionalProperty;
  return typeof named === "string" ? named : undefined;
}

function sentence(error: ErrorObject | undefined, where: string): string {
  switch (error?.keyword) {
    case "required":
      return `${where} is missing.`;
    case "additionalProperties":
      return `${where} is not a member of an event. Put additional data into payload or metadata.`;
    case "enum":
      return `${where} must be one of: ${[error.params.allowedValues].flat().join(", ")}.`;
    case "format":
      return `${where} must be a date and time with a time zone (RFC 3339), such as 2024-03-15T10:00:00Z, in the years 1 to 9999 of UTC and not a leap second.`;
    case "pattern":
      return `${where} holds a character that is not allowed there: control, invisible${where.endsWith("pattern") ? ", white space" : ""}.`;
    default:
      return `${where} ${error?.message ?? "is not valid"}.`;
  }
}

import { parseMediaType } from "#schemas/media-type.ts";
import {
  type Attributes,
  type AttributeValue,
  type CloudEventFault,
  fault,
  quote,
  SPEC_VERSION,
} from "./cloud-event.ts";
import { METADATA_EXTENSION, SOURCE_EXTENSION } from "./extensions.ts";
import { isUri, isUriReference } from "./uri.ts";

const NAME = /^[a-z0-9]+$/;
const NOT_IN_STRINGS = /[\p{Cc}\p{Noncharacter_Code_Point}\p{Cs}]/u;
const MAX_INTEGER = 2_147_483_647;
const MIN_INTEGER = -2_147_483_648;

const REQUIRED = ["specversion", "id", "source", "type"];

/** Attributes that are strings by their definition and may not be empty. */
const TEXTS = new Set([
  ...REQUIRED,
  "datacontenttype",
  "dataschema",
  "subject",
  "time",
  "correlationid",
  "causationid",
  "eventversion",
  METADATA_EXTENSION,
  SOURCE_EXTENSION,
]);

/**
 * The first thing that CloudEvents 1.0.2 ("Context Attributes") forbids about these attributes, or null. Times are
 * checked with the event that they become.
 */
export function checkAttributes(attributes: Attributes): CloudEventFault | null {
  for (const name of REQUIRED) {
    if (!attributes.has(name))
      return fault(name, `The attribute "${name}" is missing. Every CloudEvent has one.`);
  }
  for (const [name, value] of attributes) {
    const message = checkName(name) ?? checkValue(name, value);
    if (message !== null) return fault(name, `The attribute ${quote(name)} ${message}`);
  }
  return null;
}

function checkName(name: string): string | null {
  if (name === "data") return "may not be there: the name is that of the event's data.";
  return NAME.test(name) ? null : "has a name that is not allowed: use lower-case letters and digits.";
}

function checkValue(name: string, value: AttributeValue): string | null {
  if (TEXTS.has(name)) {
    if (typeof value !== "string") return "must be a string.";
    if (value === "") return "is empty. Leave it out, or give it a value.";
  }
  if (typeof value === "string") return checkText(name, value);
  return typeof value === "boolean" || isInteger(value) ? null : "must be a whole number of 32 bits.";
}

function isInteger(value: number): boolean {
  return Number.isInteger(value) && value >= MIN_INTEGER && value <= MAX_INTEGER;
}

function checkText(name: string, text: string): string | null {
  if (!isCloudEventsText(text)) return "holds a control character, or one that Unicode gives no meaning.";
  switch (name) {
    case "specversion":
      return text === SPEC_VERSION ? null : `must be "${SPEC_VERSION}": other versions are not read here.`;
    case "source":
      return isUriReference(text)
        ? null
        : "must be a URI-reference (RFC 3986): percent-encode other characters.";
    case "dataschema":
      return isUri(text)
        ? null
        : "must be a URI with a scheme (RFC 3986), such as https://example.com/order.json.";
    case "datacontenttype":
      return parseMediaType(text) === null
        ? "must be a media type (RFC 2046), such as application/json."
        : null;
    default:
      return null;
  }
}

/** Whether a text is a `String` of CloudEvents ("Type System"). */
export function isCloudEventsText(text: string): boolean {
  return !NOT_IN_STRINGS.test(text);
}

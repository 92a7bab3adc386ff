import { jsonPointer } from "../json/pointer.ts";
import type { JsonSteps } from "../json/texts-at.ts";
import type { JsonValue } from "../json/value.ts";
import { nodeAt } from "../pattern/path-select.ts";
import type { TemplatePart, TemplateValue } from "./template.ts";

/** What templates are filled from. `value` is what the item's JSON parses to. */
export interface TemplateInput {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly value: JsonValue;
  /**
   * By JSON Pointer the item's own text at the places that the mapping's templates name; asked for only when the digits of
   * a number count.
   */
  readonly texts: () => ReadonlyMap<string, string>;
  /** SHA-256 of the item's own bytes, in hexadecimal; asked for only when a template has it. */
  readonly sha256: () => string;
}

export type Filled =
  | { readonly outcome: "filled"; readonly text: string }
  /** `why` continues the sentence that begins with the part. */
  | {
      readonly outcome: "missing";
      readonly part: string;
      readonly value: TemplateValue;
      readonly why: string;
    }
  | { readonly outcome: "too_long" };

/** Longer than any id or name may be: a value as long as the body is not copied for each part of a template. */
const MAX_FILLED_CHARACTERS = 1_000;

/** Integers that a double holds exactly, whatever their digits. */
const EXACT_INTEGER = /^-?\d{1,15}$/;

type Found = { readonly text: string } | { readonly why: string };

/**
 * Fills a template. Not applicable when a part is missing, null, empty, an object or an array. What is filled in is
 * text and nothing else: braces in it mean nothing.
 */
export function fillTemplate(parts: readonly TemplatePart[], input: TemplateInput): Filled {
  let filled = "";
  for (const part of parts) {
    if (part.kind === "literal") {
      filled += part.text;
    } else {
      const found = find(part.value, input);
      if ("why" in found)
        return { outcome: "missing", part: `{${part.text}}`, value: part.value, why: found.why };
      filled += part.lower ? found.text.toLowerCase() : found.text;
    }
    if (filled.length > MAX_FILLED_CHARACTERS) return { outcome: "too_long" };
  }
  return { outcome: "filled", text: filled };
}

function find(value: TemplateValue, input: TemplateInput): Found {
  switch (value.kind) {
    case "sha256":
      return { text: input.sha256() };
    case "header":
      return findHeader(value.name, input);
    case "path":
      return findNode(value.steps, input);
  }
}

function findHeader(name: string, { headers }: TemplateInput): Found {
  const text = Object.hasOwn(headers, name) ? headers[name] : undefined;
  if (text === undefined) return { why: "is no header of the request" };
  return text === "" ? { why: "is an empty header" } : { text };
}

function findNode(steps: JsonSteps, input: TemplateInput): Found {
  const node = nodeAt(steps, input.value);
  switch (typeof node) {
    case "string":
      return node === "" ? { why: "is empty" } : { text: node };
    case "boolean":
      return { text: String(node) };
    case "number":
      return { text: digitsOf(node, steps, input) };
    case "undefined":
      return { why: "is not there" };
    default:
      return { why: node === null ? "is null" : "is an object or a list and no single value" };
  }
}

/**
 * A large id must not be rounded: two deliveries would seem to be one.
 *
 * @throws when the number is nowhere in the item's text, which is then not the text of the value
 */
function digitsOf(node: number, steps: JsonSteps, { texts }: TemplateInput): string {
  const rounded = String(node);
  if (EXACT_INTEGER.test(rounded)) return rounded;
  const pointer = jsonPointer(steps);
  const digits = texts().get(pointer);
  if (digits === undefined) throw new Error(`The number at ${pointer} has no text.`);
  return digits;
}

import type { ENVELOPE_SCHEMA } from "../envelope.ts";
import { MAX_PATH_CHARACTERS } from "./limits.ts";
import { type PathCursor, readSegment } from "./path-grammar.ts";
import type { ParsedPath, PathSegment } from "./path-model.ts";
import { isStorableText, UNSTORABLE_TEXT } from "./storable-text.ts";

export type PathParse =
  | { readonly outcome: "parsed"; readonly path: ParsedPath }
  | { readonly outcome: "refused"; readonly offset: number; readonly message: string };

type EnvelopeField = keyof (typeof ENVELOPE_SCHEMA)["properties"];

/** What a path may begin with: the members of an event. */
const EVENT_FIELDS: Readonly<Record<EnvelopeField, true>> = {
  eventId: true,
  pattern: true,
  version: true,
  source: true,
  timestamp: true,
  payload: true,
  metadata: true,
};

/**
 * Parses a JSONPath (RFC 9535) of the subset that a filter may use: names, indexes, `*`, `..`, slices and unions, counted
 * from the front. Filter expressions `?`, scripts `(…)`, functions and negative numbers are refused with a
 * sentence that says what to write instead.
 */
export function parsePath(text: string): PathParse {
  if (text.length > MAX_PATH_CHARACTERS) {
    return refuse(
      MAX_PATH_CHARACTERS,
      `The path is longer than ${MAX_PATH_CHARACTERS} characters. Shorten it.`,
    );
  }
  if (!isStorableText(text)) return refuse(0, `The path holds ${UNSTORABLE_TEXT}.`);
  if (!text.startsWith("$")) {
    return refuse(0, "A path begins with $, which is the event: write $.payload.amount, for example.");
  }
  const segments: PathSegment[] = [];
  const cursor: PathCursor = { text, at: 1 };
  while (cursor.at < text.length) {
    const read = readSegment(cursor);
    if (read.outcome === "refused") return read;
    segments.push(read.segment);
  }
  return checkStart({ text, segments, steps: stepsOf(segments) });
}

function checkStart(path: ParsedPath): PathParse {
  const first = path.steps?.[0];
  if (path.segments.length === 0) {
    return refuse(
      0,
      "The path $ is the whole event. Name one of its fields: write $.payload.amount, for example.",
    );
  }
  if (first !== undefined && !(typeof first === "string" && Object.hasOwn(EVENT_FIELDS, first))) {
    const fields = Object.keys(EVENT_FIELDS).map((field) => `$.${field}`);
    return refuse(1, `An event has no ${JSON.stringify(first)}. A path begins with ${fields.join(", ")}.`);
  }
  return { outcome: "parsed", path };
}

function stepsOf(segments: readonly PathSegment[]): (string | number)[] | undefined {
  const steps: (string | number)[] = [];
  for (const { descends, selectors } of segments) {
    const [selector] = selectors;
    if (descends || selectors.length !== 1) return undefined;
    if (selector?.kind === "name") steps.push(selector.name);
    else if (selector?.kind === "index") steps.push(selector.index);
    else return undefined;
  }
  return steps;
}

function refuse(offset: number, message: string): PathParse {
  return { outcome: "refused", offset, message };
}

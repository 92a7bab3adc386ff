import { type JsonSteps, type WantedPlaces, wantPlaces } from "../json/texts-at.ts";
import type { Mapping } from "./schema.ts";
import { parseTemplate, type TemplatePart } from "./template.ts";

export interface CompiledTemplate {
  readonly text: string;
  readonly parts: readonly TemplatePart[];
}

/**
 * A mapping whose templates and path are parsed. `items` are the names that lead to the list of events, `places` all that
 * the templates name in an event.
 */
export interface CompiledMapping {
  readonly items: readonly string[] | null;
  readonly eventId: readonly CompiledTemplate[];
  readonly name: readonly CompiledTemplate[];
  readonly time: readonly CompiledTemplate[];
  readonly places: WantedPlaces;
}

const compiled = new WeakMap<Mapping, CompiledMapping>();

/** Parses a mapping's templates, once for each mapping object. */
export function compileMapping(mapping: Mapping): CompiledMapping {
  const known = compiled.get(mapping);
  if (known) return known;
  const { items, eventId, name, time } = mapping;
  const templates = {
    eventId: eventId.map(compileTemplate),
    name: name.map(compileTemplate),
    time: time.map(compileTemplate),
  };
  const made: CompiledMapping = {
    items: items === null ? null : items.split(".").slice(1),
    ...templates,
    places: wantPlaces(Object.values(templates).flat().flatMap(pathsOf)),
  };
  compiled.set(mapping, made);
  return made;
}

/** @throws for a template that the mapping's schema would have refused */
function compileTemplate(text: string): CompiledTemplate {
  const parsed = parseTemplate(text);
  if (parsed.outcome === "invalid")
    throw new Error(`The template ${JSON.stringify(text)} cannot be read: ${parsed.message}`);
  return { text, parts: parsed.parts };
}

function pathsOf({ parts }: CompiledTemplate): JsonSteps[] {
  return parts.flatMap((part) =>
    part.kind === "value" && part.value.kind === "path" ? [part.value.steps] : [],
  );
}

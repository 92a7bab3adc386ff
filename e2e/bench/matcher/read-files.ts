import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Envelope } from "#schemas/envelope.ts";
import { patternSchema } from "#schemas/pattern/schema.ts";
import type { Rule } from "#server/domain/matching/rule.ts";

/** Reads rules: a JSON list of `{id, type, value, filters}`. @throws with what is wrong with which of them */
export function readRules(file: string): Rule[] {
  const list = z.array(z.looseObject({ id: z.string() })).parse(JSON.parse(readFileSync(file, "utf8")));
  return list.map(({ id, type, value, filters }) => {
    const pattern = patternSchema.safeParse({ type, value, filters });
    if (!pattern.success)
      throw new Error(`${file}: the rule ${id} is refused.\n${z.prettifyError(pattern.error)}`);
    return { id, ...pattern.data };
  });
}

const named = z.looseObject({ pattern: z.string() });

/** Reads events, one a line. They are trusted to be `{pattern, source, timestamp, payload, metadata}`, as JSON.parse gives them. */
export function readEvents(file: string): Envelope[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    const event: Envelope = JSON.parse(line);
    if (!named.safeParse(event).success)
      throw new Error(`${file}: line ${index + 1} is no event with a pattern.`);
    return [event];
  });
}

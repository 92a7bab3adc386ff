import { readFileSync } from "node:fs";
import { z } from "zod";
import type { Envelope } from "#schemas/envelope.ts";
import { patternSchema } from "#schemas/pattern/schema.ts";
import type { Rule } from "#server/domain/matching/rule.ts";

/** A file that cannot be measured; the message says where and why. */
export class UnreadableInput extends Error {}

/** The ids of rules may be numbers; the figures have them as texts. */
const listed = z.array(
  z.looseObject({ id: z.union([z.string(), z.number()], "An id is a text or a number.").transform(String) }),
);

/** Reads rules: a JSON list of `{id, type, value, filters}`. @throws UnreadableInput */
export function readRules(file: string): Rule[] {
  const list = listed.safeParse(parseJson(readText(file), file));
  if (!list.success)
    throw new UnreadableInput(`${file} is no list of rules with ids.\n${z.prettifyError(list.error)}`);
  const ids = new Set<string>();
  return list.data.map(({ id, type, value, filters }, place) => {
    const where = `${file}: rule ${place + 1}, ${JSON.stringify(id)},`;
    if (ids.has(id)) throw new UnreadableInput(`${where} has the id of one before it.`);
    ids.add(id);
    const pattern = patternSchema.safeParse({ type, value, filters });
    if (!pattern.success)
      throw new UnreadableInput(`${where} is refused.\n${z.prettifyError(pattern.error)}`);
    return { id, ...pattern.data };
  });
}

const named = z.looseObject({ pattern: z.string() });

/**
 * Reads events, one a line; empty lines are passed over. They are trusted to be `{pattern, source, timestamp, payload,
 * metadata}`, as JSON.parse gives them. @throws UnreadableInput
 */
export function readEvents(file: string): Envelope[] {
  const events = readText(file)
    .split("\n")
    .flatMap((line, index) => (line.trim() === "" ? [] : [readEvent(line, `${file}: line ${index + 1}`)]));
  if (events.length === 0) throw new UnreadableInput(`${file} has no event.`);
  return events;
}

function readEvent(line: string, where: string): Envelope {
  const event = parseJson(line, where);
  if (isEvent(event)) return event;
  throw new UnreadableInput(`${where} is no event: an object with the text "pattern".`);
}

/** Only the name is checked: what else an event lacks, no filter finds. */
function isEvent(value: unknown): value is Envelope {
  return named.safeParse(value).success;
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UnreadableInput(`${file} cannot be read: ${messageOf(error)}`);
  }
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableInput(`${where} is no JSON: ${messageOf(error)}`);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

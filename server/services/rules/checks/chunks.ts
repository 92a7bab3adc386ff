import { envelopeRoot } from "#schemas/pattern/root.ts";
import type { CheckedEvent } from "./protocol.ts";
import { roughCharacters } from "./rough-size.ts";

/** Events of one message: enough that sending costs little, few enough that all are done long before the deadline. */
const MAX_CHUNK_EVENTS = 200;

/** 4 MiB of JSON text, roughly: parsed, it takes some ten times this. A larger event has a message of its own. */
const MAX_CHUNK_CHARACTERS = 4 * 1024 * 1024;

/** Cuts events into what one message holds, in their order. */
export function* chunksOf<Event extends CheckedEvent>(events: readonly Event[]): Generator<readonly Event[]> {
  let chunk: Event[] = [];
  let characters = 0;
  for (const event of events) {
    const own = roughCharacters(envelopeRoot(event.envelope));
    if (chunk.length > 0 && (chunk.length === MAX_CHUNK_EVENTS || characters + own > MAX_CHUNK_CHARACTERS)) {
      yield chunk;
      chunk = [];
      characters = 0;
    }
    chunk.push(event);
    characters += own;
  }
  if (chunk.length > 0) yield chunk;
}

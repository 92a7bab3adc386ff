import type { JsonValue } from "#schemas/json/value.ts";

/** What a number, a literal, or the punctuation of a member takes in JSON, roughly. */
const CHARACTERS_PER_NODE = 8;

/** About as many characters as the value has as JSON text, for a fraction of the cost of writing it. */
export function roughCharacters(value: JsonValue): number {
  let characters = 0;
  const waiting: JsonValue[] = [value];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    characters += CHARACTERS_PER_NODE;
    if (typeof node === "string") {
      characters += node.length;
    } else if (Array.isArray(node)) {
      for (const item of node) waiting.push(item);
    } else if (typeof node === "object" && node !== null) {
      for (const [name, member] of Object.entries(node)) {
        characters += name.length;
        waiting.push(member);
      }
    }
  }
  return characters;
}

import { type JsonValue, memberOf } from "#schemas/json/value.ts";
import { MAX_SHOWN_VALUE_CHARACTERS } from "./cel-limits.ts";

/** A value as JSON text that is cut, with `…`, where it gets long. Writes hardly more than what is shown. */
export function shortJson(value: JsonValue): string {
  const text = write(value, MAX_SHOWN_VALUE_CHARACTERS);
  return text.length <= MAX_SHOWN_VALUE_CHARACTERS
    ? text
    : `${text.slice(0, MAX_SHOWN_VALUE_CHARACTERS).toWellFormed()}…`;
}

/** All of the text, or its beginning with more than `room` characters. */
function write(value: JsonValue, room: number): string {
  if (typeof value === "string") return JSON.stringify(value.slice(0, room + 1));
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return Array.isArray(value)
    ? writeParts("[", value, room, (item, left) => write(item, left), "]")
    : writeParts("{", Object.keys(value), room, (name, left) => writeMember(value, name, left), "}");
}

function writeMember(object: JsonValue, name: string, room: number): string {
  const label = JSON.stringify(name.slice(0, room + 1));
  return `${label}:${write(memberOf(object, name) ?? null, room - label.length)}`;
}

function writeParts<Part>(
  open: string,
  parts: readonly Part[],
  room: number,
  writePart: (part: Part, room: number) => string,
  close: string,
): string {
  let text = open;
  for (const part of parts) {
    if (text.length > room) return text;
    text += `${text === open ? "" : ","}${writePart(part, room - text.length)}`;
  }
  return text + close;
}

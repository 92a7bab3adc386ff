import { scanJson } from "#schemas/json/scan.ts";
import { type CloudEvent, type CloudEventFault, fault, quote } from "./cloud-event.ts";
import { joinMembers, type Members, textsOf } from "./json-members.ts";

/** Members of an event's metadata that no attribute has a place for, as the text of a JSON object. */
export const METADATA_EXTENSION = "tidingsmetadata";

/** Members of an event's source beside `type` and `id`, in the same form. */
export const SOURCE_EXTENSION = "tidingssource";

/** What JSON may hold and a CloudEvents string may not; below U+0020 that is white space between JSON's tokens. */
const NOT_IN_STRINGS = /[\p{Cc}\p{Noncharacter_Code_Point}]/gu;

/** The text of an extension: JSON that is a CloudEvents string too. */
export function writeExtension(members: Members): string {
  return joinMembers(members).replace(NOT_IN_STRINGS, (character) =>
    character < " " ? " " : escapeUnits(character),
  );
}

/**
 * The members that an extension adds to those that the other attributes gave.
 *
 * @param taken names that the extension may not give a second time
 */
export function readExtension(
  { attributes }: CloudEvent,
  name: typeof METADATA_EXTENSION | typeof SOURCE_EXTENSION,
  taken: Members,
): { readonly outcome: "members"; readonly members: Members } | CloudEventFault {
  const text = attributes.get(name);
  if (text === undefined) return { outcome: "members", members: taken };
  const json = String(text);
  const scan = scanJson(json);
  const why = scan.outcome === "invalid" ? scan.message : `It is of the kind ${scan.kind}.`;
  if (scan.outcome === "invalid" || scan.kind !== "object") {
    return fault(name, `The attribute "${name}" must be the text of a JSON object. ${why}`);
  }
  const added = textsOf({ text: json, scan });
  const twice = [...added.keys()].find((member) => taken.has(member));
  if (twice !== undefined) {
    return fault(
      name,
      `The attribute "${name}" holds ${quote(twice)}, which another attribute gives already.`,
    );
  }
  return { outcome: "members", members: new Map([...taken, ...added]) };
}

function escapeUnits(character: string): string {
  const units = Array.from({ length: character.length }, (_, index) => character.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, "0")}`).join("");
}

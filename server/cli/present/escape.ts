/**
 * Characters that a terminal obeys, or that make text look like other text: controls, format characters such as
 * bidirectional overrides, line and paragraph separators, lone surrogates.
 */
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const NAMED: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** Text of others in one line, safe for a terminal: what it would obey is written out, as `\u001b` or `\n`. */
export function escapeText(text: string): string {
  return text.replace(UNPRINTABLE, (character) => NAMED[character] ?? escapeUnits(character));
}

/** As `escapeText`, with its line breaks kept and every line indented, so that none passes for one of ours. */
export function escapeLines(text: string, indent: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => `${indent}${escapeText(line)}`)
    .join("\n");
}

/** JSON for a terminal: the characters that JSON.stringify leaves as they are stand in strings, and may be escaped there. */
export function jsonText(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent).replace(UNPRINTABLE, (character) =>
    character === "\n" ? character : escapeUnits(character),
  );
}

/** As JSON and JavaScript write them: a character beyond U+FFFF is two. */
function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, at) => {
    return `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`;
  }).join("");
}

/** More significant digits than this no double tells apart. */
const MAX_DIGITS = 17;

const NUMBER = /-?(\d+(?:\.\d+)?)(?:[eE][+-]?\d+)?/y;

/** A number in a JSON text, and where it begins. */
export interface PlacedNumber {
  readonly text: string;
  readonly at: number;
}

/**
 * The first number of a text whose digits a double (IEEE 754) does not keep, such as 9007199254740993: whoever reads it
 * gets another one. Null: there is none.
 *
 * @param json what `scanJson` accepted
 */
export function findInexactNumber(json: string): PlacedNumber | null {
  const start = /["\d-]/g;
  for (let found = start.exec(json); found !== null; found = start.exec(json)) {
    if (found[0] === '"') {
      start.lastIndex = endOfString(json, found.index);
      continue;
    }
    NUMBER.lastIndex = found.index;
    const number = NUMBER.exec(json);
    if (number === null) continue;
    const [text, written = ""] = number;
    if (!isExact(text, written)) return { text, at: found.index };
    start.lastIndex = found.index + text.length;
  }
  return null;
}

/** The place behind the string that begins at a quote. */
function endOfString(json: string, quote: number): number {
  const special = /["\\]/g;
  special.lastIndex = quote + 1;
  for (let found = special.exec(json); found !== null; found = special.exec(json)) {
    if (found[0] === '"') return special.lastIndex;
    special.lastIndex += 1;
  }
  return json.length;
}

function isExact(text: string, written: string): boolean {
  const digits = significantDigits(written);
  if (digits.length > MAX_DIGITS) return false;
  const value = Math.abs(Number(text));
  const kept = digits === "" ? String(value) : (value.toPrecision(digits.length).split("e")[0] ?? "");
  return significantDigits(kept) === digits;
}

function significantDigits(text: string): string {
  return text.replace(".", "").replace(/^0+/, "").replace(/0+$/, "");
}

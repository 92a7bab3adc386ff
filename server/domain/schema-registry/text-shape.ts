import { formatNamed } from "../validation/keywords/formats.ts";

/** Formats that are recognised, those first that say more. */
const RECOGNISED = ["date-time", "date", "uuid", "email", "ipv4", "uri"] as const;
type Recognised = (typeof RECOGNISED)[number];

/** Fewer texts of a format may be one by chance. */
const MIN_FORMAT_TEXTS = 3;

/** More different texts are no list of allowed values. */
const MAX_LISTED = 8;

/** Longer texts are not the names of anything. */
const MAX_LISTED_CHARACTERS = 40;

/** With fewer texts for each different one, the next event may well have another. */
const MIN_TEXTS_FOR_EACH = 10;

/** What the texts in one place have in common. */
export class TextShape {
  #count = 0;
  /** Null: too many, or too long. */
  #counts: Map<string, number> | null = new Map();
  #formats: readonly Recognised[] = RECOGNISED;

  add(text: string): void {
    this.#count += 1;
    if (this.#formats.length > 0) this.#formats = this.#formats.filter((format) => isOf(format, text));
    this.#list(text, 1);
  }

  merge(other: TextShape): void {
    this.#count += other.#count;
    this.#formats = this.#formats.filter((format) => other.#formats.includes(format));
    if (other.#counts === null) this.#counts = null;
    else for (const [text, count] of other.#counts) this.#list(text, count);
  }

  get format(): string | undefined {
    return this.#count >= MIN_FORMAT_TEXTS ? this.#formats[0] : undefined;
  }

  /** The few texts that come again and again; undefined when they are many, or not enough was seen to say so. */
  get listed(): readonly string[] | undefined {
    const counts = this.#counts;
    if (counts === null || this.format !== undefined) return undefined;
    const isEnough = this.#count >= counts.size * MIN_TEXTS_FOR_EACH;
    const isRepeated = [...counts.values()].every((count) => count > 1);
    return isEnough && isRepeated ? [...counts.keys()].sort() : undefined;
  }

  #list(text: string, count: number): void {
    if (this.#counts === null) return;
    this.#counts.set(text, (this.#counts.get(text) ?? 0) + count);
    if (this.#counts.size > MAX_LISTED || text.length > MAX_LISTED_CHARACTERS) this.#counts = null;
  }
}

/** Nearly anything with a colon is a URI: only those with an authority are taken for one. */
function isOf(format: Recognised, text: string): boolean {
  if (format === "uri" && !text.includes("://")) return false;
  return formatNamed(format)?.test(text) ?? false;
}

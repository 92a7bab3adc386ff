import type { CompiledPattern } from "#schemas/pattern/compile.ts";
import type { NameRegex } from "#schemas/pattern/name.ts";
import { RecentMap } from "./recent-map.ts";

/** Names whose entries are remembered: several times the names of a large installation, a few MB at most. */
const REMEMBERED_NAMES = 10_000;

interface RegexEntries<Entry> {
  readonly regex: NameRegex;
  readonly entries: Entry[];
}

/**
 * Finds the entries whose name pattern an event's name satisfies: exact names by one look-up, prefixes by one look-up
 * for each distinct prefix length, each distinct regular expression once. The answer is remembered by name.
 */
export class NameIndex<Entry> {
  readonly #exact = new Map<string, Entry[]>();
  readonly #prefixesByLength = new Map<number, Map<string, Entry[]>>();
  readonly #regexes = new Map<string, RegexEntries<Entry>>();
  readonly #resolved = new RecentMap<string, readonly Entry[]>(REMEMBERED_NAMES);
  readonly #compare: (left: Entry, right: Entry) => number;

  constructor(compare: (left: Entry, right: Entry) => number) {
    this.#compare = compare;
  }

  /** Adds an entry. All are added before the first name is resolved. */
  add({ pattern, regex }: CompiledPattern, entry: Entry): void {
    const { type, value } = pattern;
    if (type === "exact") append(this.#exact, value, entry);
    else if (type === "prefix") append(this.#prefixesOf(value.length), value, entry);
    else if (regex !== undefined) this.#addRegex(value, regex, entry);
  }

  /** The entries for an event's name, in the index's order. */
  resolve(name: string): readonly Entry[] {
    const known = this.#resolved.get(name);
    if (known !== undefined) return known;
    const entries = this.#find(name);
    this.#resolved.set(name, entries);
    return entries;
  }

  #find(name: string): Entry[] {
    const found = [this.#exact.get(name) ?? []];
    for (const [length, prefixes] of this.#prefixesByLength) {
      if (length <= name.length) found.push(prefixes.get(name.slice(0, length)) ?? []);
    }
    for (const { regex, entries } of this.#regexes.values()) {
      if (regex.test(name)) found.push(entries);
    }
    return found.flat().sort(this.#compare);
  }

  #prefixesOf(length: number): Map<string, Entry[]> {
    let prefixes = this.#prefixesByLength.get(length);
    if (prefixes === undefined) {
      prefixes = new Map();
      this.#prefixesByLength.set(length, prefixes);
    }
    return prefixes;
  }

  #addRegex(source: string, regex: NameRegex, entry: Entry): void {
    const known = this.#regexes.get(source);
    if (known === undefined) this.#regexes.set(source, { regex, entries: [entry] });
    else known.entries.push(entry);
  }
}

function append<Entry>(entries: Map<string, Entry[]>, key: string, entry: Entry): void {
  const known = entries.get(key);
  if (known === undefined) entries.set(key, [entry]);
  else known.push(entry);
}

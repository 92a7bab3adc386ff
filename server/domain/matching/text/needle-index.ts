import type { NeedleSearch } from "../conditions/condition.ts";
import { NeedleAutomaton } from "./needle-automaton.ts";

/**
 * What a search costs: one for each needle, or one in an automaton. The engine's own search for a single needle is so
 * much faster for each character that in a long text several dozen of them cost no more than the automaton.
 */
const NEEDLE_NS = 25;
const NEEDLE_CHARACTER_NS = 0.3;
const AUTOMATON_CHARACTER_NS = 10;

/** Needles that were added and are not in an automaton yet: beyond these it is built anew. */
const MOST_WAITING = 8;

/**
 * Entries of an automaton's table, of two bytes each: it stays in the processor's second cache, and is built in less
 * than a millisecond. A needle that alone needs more is in no automaton.
 */
const MOST_TABLE_ENTRIES = 65_536;

interface Batch {
  readonly numbers: readonly number[];
  readonly automaton: NeedleAutomaton;
}

/** A growing list of texts, of which those that stand in another text are found. */
export class NeedleIndex {
  /** The numbers of the needles that the last search found, each once. */
  found = new Int32Array(0);
  readonly #search: NeedleSearch;
  readonly #needles: string[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #batches: Batch[] = [];
  /** Needles too large for an automaton. */
  readonly #large: number[] = [];
  /** Needles from here on are in no automaton yet. */
  #gathered = 0;

  constructor(search: NeedleSearch) {
    this.#search = search;
  }

  /** Adds a needle, unless it is there. @param needle not empty @returns its number, from 0 */
  add(needle: string): number {
    const known = this.#numbers.get(needle);
    if (known !== undefined) return known;
    const number = this.#needles.push(needle) - 1;
    this.#numbers.set(needle, number);
    return number;
  }

  /** The number of the needle that is exactly this text. */
  numberOf(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  /** How many needles stand in the text; see `found`. */
  search(text: string): number {
    if (this.found.length < this.#needles.length) this.found = new Int32Array(this.#needles.length * 2);
    const alone = this.#needles.length * (NEEDLE_NS + text.length * NEEDLE_CHARACTER_NS);
    if (alone <= text.length * AUTOMATON_CHARACTER_NS) return this.#searchFrom(0, text, 0);
    if (this.#needles.length - this.#gathered > MOST_WAITING) this.#gather();
    let count = 0;
    for (const batch of this.#batches) count = this.#searchBatch(batch, text, count);
    for (const number of this.#large) count = this.#searchOne(number, text, count);
    return this.#searchFrom(this.#gathered, text, count);
  }

  #searchBatch({ numbers, automaton }: Batch, text: string, count: number): number {
    const found = this.#search === "within" ? automaton.searchWithin(text) : automaton.searchAtStart(text);
    for (let index = 0; index < found; index += 1) {
      this.found[count + index] = numbers[automaton.found[index] ?? 0] ?? 0;
    }
    return count + found;
  }

  #searchFrom(first: number, text: string, count: number): number {
    let found = count;
    for (let number = first; number < this.#needles.length; number += 1) {
      found = this.#searchOne(number, text, found);
    }
    return found;
  }

  #searchOne(number: number, text: string, count: number): number {
    const needle = this.#needles[number] ?? "";
    if (this.#search === "within" ? !text.includes(needle) : !text.startsWith(needle)) return count;
    this.found[count] = number;
    return count + 1;
  }

  /** Puts the needles that wait into automata; the last one, which may have room, is built anew. */
  #gather(): void {
    const waiting = [...(this.#batches.pop()?.numbers ?? [])];
    for (; this.#gathered < this.#needles.length; this.#gathered += 1) waiting.push(this.#gathered);
    let size = new TableSize();
    let numbers: number[] = [];
    for (const number of waiting) {
      const needle = this.#needles[number] ?? "";
      if (new TableSize().with(needle) > MOST_TABLE_ENTRIES) this.#large.push(number);
      else {
        if (size.with(needle) > MOST_TABLE_ENTRIES) {
          this.#addBatch(numbers);
          numbers = [];
          size = new TableSize();
          size.with(needle);
        }
        numbers.push(number);
      }
    }
    this.#addBatch(numbers);
  }

  #addBatch(numbers: readonly number[]): void {
    const needles = numbers.map((number) => this.#needles[number] ?? "");
    this.#batches.push({ numbers, automaton: new NeedleAutomaton(needles) });
  }
}

/** An upper bound of the entries that an automaton's table needs. */
class TableSize {
  readonly #characters = new Set<number>();
  #nodes = 1;

  /** Adds a needle. @returns the entries with it */
  with(needle: string): number {
    this.#nodes += needle.length;
    for (let at = 0; at < needle.length; at += 1) this.#characters.add(needle.charCodeAt(at));
    return this.#nodes * (this.#characters.size + 1);
  }
}

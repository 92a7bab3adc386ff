import { CharacterClasses } from "./character-classes.ts";

const ROOT = 0;
const NONE = -1;

/**
 * Finds which of many texts stand in another one, in one pass over it, whatever their number: the automaton of Aho and
 * Corasick (CACM 18(6), 1975), with all its transitions in one table.
 */
export class NeedleAutomaton {
  /** The numbers of the needles that the last search found, each once. */
  readonly found: Int32Array;
  readonly #classes: CharacterClasses;
  /** By node × classes + the character's class: the next node. */
  readonly #next: Uint16Array;
  /** By node: the needle that ends there, or NONE. */
  readonly #needles: Int32Array;
  /** By node: the first node, itself or a shorter ending of what leads to it, at which a needle ends; else ROOT. */
  readonly #ending: Uint16Array;
  /** By node: the same without itself. */
  readonly #shorter: Uint16Array;
  /** By node: how many characters lead to it. */
  readonly #depths: Uint16Array;
  readonly #isFound: Uint8Array;

  /** @param needles not empty, each once, together of fewer than 2^16 characters */
  constructor(needles: readonly string[]) {
    const mostNodes = 1 + needles.reduce((sum, { length }) => sum + length, 0);
    this.found = new Int32Array(needles.length);
    this.#isFound = new Uint8Array(needles.length);
    this.#classes = new CharacterClasses(needles);
    this.#next = new Uint16Array(mostNodes * this.#classes.count);
    this.#needles = new Int32Array(mostNodes).fill(NONE);
    this.#ending = new Uint16Array(mostNodes);
    this.#shorter = new Uint16Array(mostNodes);
    this.#depths = new Uint16Array(mostNodes);
    this.#link(this.#plant(needles));
  }

  /** How many needles stand anywhere in the text; see `found`. */
  searchWithin(text: string): number {
    const next = this.#next;
    const ending = this.#ending;
    const classes = this.#classes;
    const { count: classCount } = classes;
    let count = 0;
    let node = ROOT;
    for (let at = 0; at < text.length; at += 1) {
      node = next[node * classCount + classes.of(text.charCodeAt(at))] ?? ROOT;
      const end = ending[node] ?? ROOT;
      if (end !== ROOT) count = this.#report(end, count);
    }
    for (let index = 0; index < count; index += 1) this.#isFound[this.found[index] ?? 0] = 0;
    return count;
  }

  /** How many needles the text begins with; see `found`. */
  searchAtStart(text: string): number {
    let count = 0;
    let node = ROOT;
    for (let at = 0; at < text.length; at += 1) {
      node = this.#next[node * this.#classes.count + this.#classes.of(text.charCodeAt(at))] ?? ROOT;
      // A node that is not as deep as characters were read was reached by leaving the first ones out.
      if (this.#depths[node] !== at + 1) break;
      const needle = this.#needles[node] ?? NONE;
      if (needle === NONE) continue;
      this.found[count] = needle;
      count += 1;
    }
    return count;
  }

  /** Notes the needles that end here. Behind one that was found before, all shorter ones were found with it. */
  #report(from: number, before: number): number {
    let count = before;
    for (let node = from; node !== ROOT; node = this.#shorter[node] ?? ROOT) {
      const needle = this.#needles[node] ?? NONE;
      if (this.#isFound[needle] === 1) break;
      this.#isFound[needle] = 1;
      this.found[count] = needle;
      count += 1;
    }
    return count;
  }

  /** Puts the needles into the table as a tree. @returns the nodes from the root down */
  #plant(needles: readonly string[]): PlantedNode[] {
    const levels: PlantedNode[][] = [];
    let nodes = 1;
    for (const [needle, text] of needles.entries()) {
      let node = ROOT;
      for (let at = 0; at < text.length; at += 1) {
        const entry = node * this.#classes.count + this.#classes.of(text.charCodeAt(at));
        let next = this.#next[entry] ?? ROOT;
        if (next === ROOT) {
          next = nodes;
          nodes += 1;
          this.#next[entry] = next;
          this.#depths[next] = at + 1;
          const level = levels[at] ?? [];
          levels[at] = level;
          level.push({ node: next, parent: node, entry });
        }
        node = next;
      }
      this.#needles[node] = needle;
    }
    return levels.flat();
  }

  /**
   * Fills in where characters lead that continue no needle: to the node of the longest ending of what was read that
   * begins one. Nodes come from the root down, so that the rows of shorter endings are complete.
   */
  #link(nodes: readonly PlantedNode[]): void {
    const next = this.#next;
    const { count } = this.#classes;
    const fallbacks = new Uint16Array(this.#ending.length);
    for (const { node, parent, entry } of nodes) {
      const above = fallbacks[parent] ?? ROOT;
      const fallback = parent === ROOT ? ROOT : (next[above * count + (entry % count)] ?? ROOT);
      fallbacks[node] = fallback;
      this.#shorter[node] = this.#ending[fallback] ?? ROOT;
      this.#ending[node] = this.#needles[node] === NONE ? (this.#ending[fallback] ?? ROOT) : node;
      for (let at = 0; at < count; at += 1) {
        if (next[node * count + at] === ROOT) next[node * count + at] = next[fallback * count + at] ?? ROOT;
      }
    }
  }
}

interface PlantedNode {
  readonly node: number;
  readonly parent: number;
  /** The place in the table that leads to it. */
  readonly entry: number;
}

const ASCII_END = 128;

/** The class of all characters that no needle has. */
const OTHER = 0;

/** Numbers the characters of some texts from 1 on, so that a table has a column for each and one for all others. */
export class CharacterClasses {
  /** Classes, that of all other characters included. */
  readonly count: number;
  readonly #ascii = new Uint16Array(ASCII_END);
  readonly #others = new Map<number, number>();

  constructor(texts: readonly string[]) {
    let count = 1;
    for (const text of texts) {
      for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at);
        if (this.of(code) !== OTHER) continue;
        if (code < ASCII_END) this.#ascii[code] = count;
        else this.#others.set(code, count);
        count += 1;
      }
    }
    this.count = count;
  }

  /** The class of a UTF-16 code unit. */
  of(code: number): number {
    return code < ASCII_END ? (this.#ascii[code] ?? OTHER) : (this.#others.get(code) ?? OTHER);
  }
}

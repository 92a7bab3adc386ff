/** The members of an object, or the items of an array, that some keyword has looked at: what is left is "unevaluated". */
export class Evaluated {
  #everything = false;
  readonly #names = new Set<string>();
  readonly #indexes = new Set<number>();
  #firstItems = 0;

  addEverything(): void {
    this.#everything = true;
  }

  addName(name: string): void {
    this.#names.add(name);
  }

  addIndex(index: number): void {
    this.#indexes.add(index);
  }

  addFirstItems(count: number): void {
    this.#firstItems = Math.max(this.#firstItems, count);
  }

  hasName(name: string): boolean {
    return this.#everything || this.#names.has(name);
  }

  hasIndex(index: number): boolean {
    return this.#everything || index < this.#firstItems || this.#indexes.has(index);
  }
}

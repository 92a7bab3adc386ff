const FIRST_CAPACITY = 4;

/** Integers in one typed array that grows. */
export class NumberList {
  numbers = new Int32Array(FIRST_CAPACITY);
  length = 0;

  push(number: number): void {
    if (this.length === this.numbers.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.length] = number;
    this.length += 1;
  }

  /** Adds a number, unless it is there. */
  include(number: number): void {
    for (let index = 0; index < this.length; index += 1) {
      if (this.numbers[index] === number) return;
    }
    this.push(number);
  }
}

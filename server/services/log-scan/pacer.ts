import { setImmediate as nextTurn } from "node:timers/promises";

/** Work goes on this long before others have their turn: a request that arrives meanwhile does not feel it. */
const TURN_MS = 8;

/** Keeps a long computation from holding up everything else that the process does. */
export class Pacer {
  #sinceMs = performance.now();

  /** To be awaited between small pieces of work: lets others go first when it is their turn. */
  async rest(): Promise<void> {
    if (performance.now() - this.#sinceMs < TURN_MS) return;
    await nextTurn();
    this.#sinceMs = performance.now();
  }
}

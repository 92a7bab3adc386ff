/**
 * Lets many read at once, over several turns of the event loop, what a change must not touch meanwhile. A change waits until
 * nobody reads; who comes after it waits for it, so that its turn comes however many read.
 *
 * Readers wait for nothing that a change holds once they have begun, so neither waits for ever.
 */
export class ReadGate {
  #readers = 0;
  #change: PromiseWithResolvers<void> | undefined;
  #quiet: PromiseWithResolvers<void> | undefined;

  /** Runs `work`, during which nothing changes. */
  async read<Result>(work: () => Promise<Result>): Promise<Result> {
    while (this.#change !== undefined) await this.#change.promise;
    this.#readers += 1;
    try {
      return await work();
    } finally {
      this.#readers -= 1;
      if (this.#readers === 0) this.#quiet?.resolve();
    }
  }

  /** Runs `apply` when nobody reads. Who calls sees to it that there is one change at a time. */
  async change(apply: () => void): Promise<void> {
    this.#change = Promise.withResolvers();
    try {
      if (this.#readers > 0) {
        this.#quiet = Promise.withResolvers();
        await this.#quiet.promise;
      }
      apply();
    } finally {
      this.#change.resolve();
      this.#change = undefined;
      this.#quiet = undefined;
    }
  }
}

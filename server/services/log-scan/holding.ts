/**
 * The same items, and `release` is called once when they end: by their last one, by an error, or because the reader
 * leaves, even before the first. A generator's own `finally` would not run for a reader who leaves that early.
 */
export function holding<Item>(
  source: AsyncGenerator<Item, void>,
  release: () => void,
): AsyncIterableIterator<Item, void> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      try {
        const result = await source.next();
        if (result.done) release();
        return result;
      } catch (error) {
        release();
        throw error;
      }
    },
    async return() {
      release();
      return await source.return();
    },
  };
}

/** Messages as lines of JSON. Whoever leaves the lines leaves the messages. */
export function jsonLines<Message>(
  messages: AsyncIterableIterator<Message, void>,
): AsyncIterableIterator<string, void> {
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      const { done, value } = await messages.next();
      return done ? { done, value: undefined } : { done: false, value: JSON.stringify(value) };
    },
    async return() {
      await messages.return?.();
      return { done: true, value: undefined };
    },
  };
}

/**
 * Lines as a body, each asked for when the client has room for it. Whoever makes them is told, by `return`, when the
 * client leaves.
 *
 * @param failed makes the last line of an answer that breaks off
 */
export function streamLines(
  lines: AsyncIterableIterator<string, void>,
  failed: (cause: unknown) => string,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await lines.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(`${value}\n`));
      } catch (cause) {
        controller.enqueue(encoder.encode(`${failed(cause)}\n`));
        controller.close();
      }
    },
    async cancel() {
      await lines.return?.();
    },
  });
}

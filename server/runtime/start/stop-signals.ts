/** npm, the bootstrap and the terminal each pass one Ctrl-C on, so signals this close together are one wish. */
const SAME_WISH_MS = 500;

/**
 * Calls `stop` for the first Ctrl-C, SIGTERM, closed terminal or vanished parent, and `hurry` for a later one.
 */
export function onStopSignal({ stop, hurry }: { stop: () => void; hurry: () => void }): void {
  let firstAtMs: number | undefined;
  const wish = () => {
    if (firstAtMs === undefined) {
      firstAtMs = performance.now();
      stop();
    } else if (performance.now() - firstAtMs > SAME_WISH_MS) {
      hurry();
    }
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, wish);
  process.on("disconnect", () => {
    if (firstAtMs === undefined) wish();
  });
}

/**
 * Shares runs among concurrent callers: at most one is under way and one waits. A caller's run always begins after
 * its call, so it sees whatever was true by then; a run that was under way already might not.
 */
export function latestRun<Argument>(
  run: (argument: Argument) => Promise<void>,
): (argument: Argument) => Promise<void> {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;

  async function start(argument: Argument): Promise<void> {
    try {
      await run(argument);
    } finally {
      current = undefined;
    }
  }

  return (argument) => {
    if (next) return next;
    if (!current) {
      current = start(argument);
      return current;
    }
    next = current
      .catch(() => {})
      .then(() => {
        next = undefined;
        current = start(argument);
        return current;
      });
    return next;
  };
}

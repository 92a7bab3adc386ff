/** See run-quietly.mjs, which is JavaScript because it runs before the packages are there. */
export function runQuietly(
  command: string,
  args: readonly string[],
  options?: { cwd?: string; env?: NodeJS.ProcessEnv; shell?: boolean; signal?: AbortSignal },
): Promise<void>;

import { type Stack, startStack } from "./stack.ts";

/** What Playwright's tests read from `process.env`: the stack of the run, and the page of its first admin. */
export const STACK_URL = "TIDINGS_E2E_URL";
export const SETUP_URL = "TIDINGS_E2E_SETUP_URL";
export const DATA_DIR = "TIDINGS_E2E_DATA_DIR";

/** Playwright's global set-up: one product for all journeys. The function that it returns is the tear-down. */
export default async function startBrowserStack(): Promise<() => Promise<void>> {
  const stack = await startStack();
  process.env[STACK_URL] = stack.url;
  process.env[SETUP_URL] = stack.setupUrl ?? "";
  process.env[DATA_DIR] = stack.dataDir;
  return () => stopAndCheck(stack);
}

async function stopAndCheck(stack: Stack): Promise<void> {
  const exitCode = await stack.stop();
  if (exitCode !== 0) throw new Error(`the stack stopped with exit code ${exitCode}:\n${stack.output()}`);
}

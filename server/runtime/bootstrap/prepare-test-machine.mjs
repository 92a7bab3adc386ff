import { existsSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { step } from "./progress.mjs";
import { runQuietly } from "./run-quietly.mjs";

/** Where Debian's package puts it, and where playwright.config.ts looks. */
const SYSTEM_CHROMIUM = "/usr/bin/chromium";

/** Debian's way of asking whether a package may start its service; 101 says no. */
const SERVICE_POLICY = "/usr/sbin/policy-rc.d";
const FORBID_SERVICES = "#!/bin/sh\nexit 101\n";

const APT_ENV = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };

/**
 * Gets the browser and the redis-server that the tests want: Debian's packages where we are root there, else
 * Playwright's own browser. Redis may stay missing; then its half of the integration tests is reported as not run.
 *
 * @param {string} root the project's folder
 */
export async function prepareTestMachine(root) {
  const missing = [];
  if (!existsSync(SYSTEM_CHROMIUM)) missing.push("chromium");
  if (!isOnPath("redis-server") && !process.env.TIDINGS_TEST_WITHOUT_REDIS) missing.push("redis-server");
  if (missing.length > 0 && process.getuid?.() === 0 && isOnPath("apt-get")) await installFromDebian(missing);
  if (!existsSync(SYSTEM_CHROMIUM)) await installPlaywrightBrowser(root);
}

/** @param {string[]} packages */
async function installFromDebian(packages) {
  try {
    await step(`Installing ${packages.join(" and ")} from Debian's packages`, () =>
      withServicesForbidden(async () => {
        await runQuietly("apt-get", ["update", "-q"], { env: APT_ENV });
        await runQuietly("apt-get", ["install", "-qy", "--no-install-recommends", ...packages], {
          env: APT_ENV,
        });
      }),
    );
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : error}\nGoing on without them.\n`);
  }
}

/** @param {() => Promise<void>} work */
async function withServicesForbidden(work) {
  if (existsSync(SERVICE_POLICY)) return await work();
  writeFileSync(SERVICE_POLICY, FORBID_SERVICES, { mode: 0o755 });
  try {
    await work();
  } finally {
    rmSync(SERVICE_POLICY, { force: true });
  }
}

/** @param {string} root */
async function installPlaywrightBrowser(root) {
  const playwright = join(root, "node_modules", "@playwright", "test", "cli.js");
  try {
    await step("Fetching Playwright's browser", () =>
      runQuietly(process.execPath, [playwright, "install", "chromium"], { cwd: root }),
    );
  } catch (error) {
    process.stderr.write(
      `${error instanceof Error ? error.message : error}\n` +
        "Without a browser the end-to-end tests fail. Install Chromium as /usr/bin/chromium and run again.\n",
    );
  }
}

/** @param {string} program */
function isOnPath(program) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
}

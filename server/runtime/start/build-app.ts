import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { step } from "../bootstrap/progress.mjs";
import { runQuietly } from "../bootstrap/run-quietly.mjs";
import { StartRefused } from "./start-refused.ts";

/** All that `next build` reads; tests and docs cannot change what it makes. */
const SOURCES = [
  "app",
  "components",
  "schemas",
  "server",
  "db",
  "public",
  "next.config.mjs",
  "postcss.config.mjs",
  "package-lock.json",
  "proxy.ts",
  "tsconfig.json",
  "tsconfig.next.json",
];

/** Builds the browser's part when its sources differ from those of the last build. */
export async function buildWhenChanged(root: string, signal: AbortSignal): Promise<void> {
  const stamp = join(root, ".next", "tidings-sources.sha256");
  const wanted = fingerprint(root);
  const present = existsSync(join(root, ".next", "BUILD_ID")) && existsSync(stamp);
  if (present && readFileSync(stamp, "utf8") === wanted) return;
  await step("Building the app", async () => {
    try {
      await runQuietly(process.execPath, [join(root, "node_modules/next/dist/bin/next"), "build"], {
        cwd: root,
        env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", NO_COLOR: "1" },
        signal,
      });
    } catch (error) {
      throw new StartRefused(`The app could not be built. ${error instanceof Error ? error.message : error}`);
    }
    writeFileSync(stamp, wanted);
  });
}

/** SHA-256 over the names and contents of every source file. */
function fingerprint(root: string): string {
  const hash = createHash("sha256");
  for (const file of SOURCES.flatMap((source) => filesOf(root, source)).sort()) {
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest("hex");
}

function filesOf(root: string, source: string): string[] {
  const path = join(root, source);
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [source];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)));
}

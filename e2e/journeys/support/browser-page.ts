import { execFile } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import type { Page } from "@playwright/test";

const root = fileURLToPath(new URL("../../..", import.meta.url));

/** Ignored by git and by every check of the sources. */
const workshop = join(root, "test-results/browser-page");

/** What the page is opened as; nothing is asked for over the network. */
const ORIGIN = "http://page.example";

/** A build takes some ten seconds on two free cores. */
const BUILT_WITHIN_MS = 100_000;

const LAYOUT = `export default ({ children }) => <html lang="en"><body>{children}</body></html>;\n`;

const CONFIG = `export default {
  agentRules: false,
  output: "export",
  turbopack: { root: ${JSON.stringify(root)} },
};\n`;

function pageSource(module: string, name: string): string {
  return `"use client";
import { useEffect } from "react";
import { ${name} } from "${module}";
export default function Page() {
  useEffect(() => void (globalThis.${name} = ${name}), []);
}\n`;
}

/**
 * Runs a module's function `name`, from text to text, in the browser: built as the product's pages are, by Next from the same
 * sources, minified. The page that has it belongs to an app of its own, so that the product has none that only tests need.
 *
 * @param module as the project imports it: `#e2e/corpus/judge-corpus.ts`
 */
export async function runInBrowser(page: Page, module: string, name: string, text: string): Promise<string> {
  rmSync(workshop, { recursive: true, force: true });
  mkdirSync(join(workshop, "app"), { recursive: true });
  writeFileSync(join(workshop, "next.config.mjs"), CONFIG);
  writeFileSync(join(workshop, "app/layout.jsx"), LAYOUT);
  writeFileSync(join(workshop, "app/page.jsx"), pageSource(module, name));
  await promisify(execFile)(
    process.execPath,
    [join(root, "node_modules/next/dist/bin/next"), "build", workshop],
    { cwd: root, timeout: BUILT_WITHIN_MS, env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" } },
  );
  await page.route(`${ORIGIN}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    return route.fulfill({ path: join(workshop, "out", pathname === "/" ? "index.html" : pathname) });
  });
  await page.goto(ORIGIN);
  await page.waitForFunction((global) => global in globalThis, name);
  return await page.evaluate<string>(`globalThis.${name}(${JSON.stringify(text)})`);
}

import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { LogFile } from "./log-file.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tidings-log-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("a log that grows keeps its newest 10 MiB to 20 MiB in two files", () => {
  const path = join(folder, "server.log");
  const log = new LogFile(path);
  const mebibyte = "x".repeat(1024 * 1024);
  for (let count = 0; count < 25; count++) log.append(mebibyte);
  log.append("the end");
  expect(statSync(`${path}.1`).size).toBe(11 * 1024 * 1024);
  expect(statSync(path).size).toBeLessThan(11 * 1024 * 1024);
  expect(readFileSync(path, "utf8")).toMatch(/the end$/);
});

test("a log that cannot be written does not throw", () => {
  const path = join(folder, "no", "such", "folder", "server.log");
  new LogFile(path).append("lost");
  expect(existsSync(path)).toBe(false);
});

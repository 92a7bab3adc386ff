import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { prepareDataFolder } from "./data-folder.ts";
import { StartRefused } from "./start-refused.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tidings-data-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("it is made with all that a start needs, and others cannot list it", () => {
  const dataDir = join(folder, "deep", "down");
  prepareDataFolder(dataDir);
  prepareDataFolder(dataDir);
  expect(["run", "logs"].every((name) => existsSync(join(dataDir, name)))).toBe(true);
  expect(statSync(dataDir).mode & 0o066).toBe(0);
});

test("a place that cannot hold it is refused with what to do", () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  expect(() => prepareDataFolder(join(file, "data"))).toThrow(StartRefused);
  expect(() => prepareDataFolder(join(file, "data"))).toThrow(
    /a part of the path is a file.*TIDINGS_DATA_DIR/,
  );
});

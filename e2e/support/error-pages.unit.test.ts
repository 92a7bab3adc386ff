import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ERROR_PAGES_FOLDER, errorPages } from "./error-pages.ts";

test("docs/errors has the page of every problem, as the app shows it (npm run docs:errors writes them)", () => {
  const files = readdirSync(ERROR_PAGES_FOLDER).sort();
  const found = new Map(files.map((file) => [file, readFileSync(`${ERROR_PAGES_FOLDER}${file}`, "utf8")]));
  expect(found).toEqual(new Map([...errorPages()].sort(([a], [b]) => (a < b ? -1 : 1))));
});

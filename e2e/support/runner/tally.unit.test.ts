import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { closingLine, tallyPlaywright, tallyVitest } from "./tally.ts";

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tidings-tally-"));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function report(content: unknown): string {
  const path = join(folder, "report.json");
  writeFileSync(path, JSON.stringify(content));
  return path;
}

test("vitest: every test counts once, and a file that does not load is a failure", () => {
  const path = report({
    testResults: [
      {
        name: "a.test.ts",
        status: "failed",
        assertionResults: [
          { fullName: "adds", status: "passed" },
          { fullName: "subtracts", status: "failed" },
          { fullName: "divides", status: "pending" },
          { fullName: "conjugates", status: "todo" },
        ],
      },
      { name: "broken.test.ts", status: "failed", assertionResults: [] },
    ],
  });
  expect(tallyVitest(path)).toEqual({ passed: 1, failed: 2, skipped: ["divides", "conjugates"] });
});

test("Playwright: nested suites count, a test that passed at the second try did not pass, nor did a broken set-up", () => {
  const spec = (title: string, status: string) => ({ title, tests: [{ status }] });
  const path = report({
    errors: [{ message: "the set-up failed" }],
    suites: [
      {
        title: "journey.e2e.ts",
        specs: [spec("signs in", "expected")],
        suites: [
          {
            title: "patterns",
            specs: [spec("lists", "flaky"), spec("edits", "skipped"), spec("adds", "unexpected")],
          },
        ],
      },
    ],
  });
  expect(tallyPlaywright(path)).toEqual({ passed: 1, failed: 3, skipped: ["patterns › edits"] });
});

test("the closing line mentions skipped tests only where there are some", () => {
  expect(closingLine([{ passed: 2, failed: 0, skipped: [] }])).toBe("2 passed, 0 failed");
  expect(
    closingLine([
      { passed: 2, failed: 0, skipped: ["x"] },
      { passed: 1, failed: 1, skipped: [] },
    ]),
  ).toBe("3 passed, 1 failed, 1 skipped");
});

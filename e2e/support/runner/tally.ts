import { readFileSync } from "node:fs";
import { z } from "zod";

/** What one step of a run came to. */
export type Tally = { readonly passed: number; readonly failed: number; readonly skipped: readonly string[] };

const vitestReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
});

type PlaywrightSuite = {
  title: string;
  specs: { title: string; tests: { status: string }[] }[];
  suites?: PlaywrightSuite[] | undefined;
};

const playwrightSuite: z.ZodType<PlaywrightSuite> = z.lazy(() =>
  z.object({
    title: z.string(),
    specs: z.array(z.object({ title: z.string(), tests: z.array(z.object({ status: z.string() })) })),
    suites: z.array(playwrightSuite).optional(),
  }),
);

const playwrightReport = z.object({ suites: z.array(playwrightSuite), errors: z.array(z.unknown()) });

/** Counts vitest's JSON report; a file that could not be run at all is one failure. */
export function tallyVitest(path: string): Tally {
  const { testResults } = vitestReport.parse(readJson(path));
  const tests = testResults.flatMap((file) => file.assertionResults);
  const brokenFiles = testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  );
  return {
    passed: tests.filter((test) => test.status === "passed").length,
    failed: tests.filter((test) => test.status === "failed").length + brokenFiles.length,
    skipped: tests.filter((test) => !["passed", "failed"].includes(test.status)).map((test) => test.fullName),
  };
}

/** Counts Playwright's JSON report; an error outside of any test (a broken set-up) is one failure. */
export function tallyPlaywright(path: string): Tally {
  const report = playwrightReport.parse(readJson(path));
  const tests = report.suites.flatMap(testsOf);
  return {
    passed: tests.filter((test) => test.status === "expected").length,
    failed:
      tests.filter((test) => test.status === "unexpected" || test.status === "flaky").length +
      report.errors.length,
    skipped: tests.filter((test) => test.status === "skipped").map((test) => test.title),
  };
}

/** The closing line of a run. */
export function closingLine(tallies: readonly Tally[]): string {
  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0);
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0);
  const skipped = tallies.reduce((sum, tally) => sum + tally.skipped.length, 0);
  return `${passed} passed, ${failed} failed${skipped === 0 ? "" : `, ${skipped} skipped`}`;
}

function testsOf(suite: PlaywrightSuite): { title: string; status: string }[] {
  const own = suite.specs.flatMap((spec) =>
    spec.tests.map((test) => ({ title: `${suite.title} › ${spec.title}`, status: test.status })),
  );
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)];
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8"));
}

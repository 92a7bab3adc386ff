import { type Tally, tallyPlaywright, tallyVitest } from "./tally.ts";

/** One npm script of a run. Without a report it is one check that passes or fails. */
export type Step = {
  readonly title: string;
  readonly script: string;
  readonly report?: { readonly path: string; readonly tally: (path: string) => Tally };
};

/** Seconds, and no database: what to run before each commit. */
export const FAST_STEPS: readonly Step[] = [
  { title: "Types", script: "check:types" },
  { title: "Lint and format", script: "check:lint" },
  { title: "Import rules", script: "check:imports" },
  { title: "Unused code", script: "check:unused" },
  { title: "Paths in the documents", script: "check:docs" },
  {
    title: "Unit tests",
    script: "test:unit",
    report: { path: "test-results/unit.json", tally: tallyVitest },
  },
];

/** Real databases, the real product, a real browser. */
export const SLOW_STEPS: readonly Step[] = [
  {
    title: "Integration tests (Postgres, Redis)",
    script: "test:int",
    report: { path: "test-results/int.json", tally: tallyVitest },
  },
  {
    title: "Journeys in the browser",
    script: "test:journeys",
    report: { path: "test-results/journeys.json", tally: tallyPlaywright },
  },
  {
    title: "Attacks on the running server",
    script: "test:attacks",
    report: { path: "test-results/attacks.json", tally: tallyVitest },
  },
  {
    title: "Chaos (kill -9)",
    script: "test:chaos",
    report: { path: "test-results/chaos.json", tally: tallyVitest },
  },
];

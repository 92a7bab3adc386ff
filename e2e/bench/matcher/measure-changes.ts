import type { Envelope } from "#schemas/envelope.ts";
import { Matcher } from "#server/domain/matching/matcher.ts";
import type { Rule } from "#server/domain/matching/rule.ts";
import { quantile } from "./measure.ts";

const WARMING_PASSES = 10;
const MEASURED_MS = 8_000;

/** How often rules change: so often that a thousand are imported within a second, or without end. */
export type ChangePace = "a_thousand_a_second" | "half_of_the_time";

const IMPORT_INTERVAL_MS = 1;

export interface Changes {
  readonly pace: ChangePace;
  readonly rules: number;
  readonly changesPerSecond: number;
  readonly changeP99Ms: number;
  readonly changeMaxMs: number;
  readonly matchesPerSecond: number;
  readonly matchP50Ms: number;
  readonly matchP99Ms: number;
  readonly matchMaxMs: number;
}

interface Subject {
  readonly rules: readonly Rule[];
  readonly events: readonly Envelope[];
  /** Patterns that the rules are given in turn. */
  readonly others: readonly Rule[];
}

/** What matches wait for while rules change one by one. */
export function measureChanges({ rules, events, others }: Subject, pace: ChangePace): Changes {
  const matcher = new Matcher<string>();
  matcher.apply(rules.map((rule) => ({ kind: "put", rule, label: rule.id })));
  const out = new Int32Array(rules.length);
  for (let pass = 0; pass < WARMING_PASSES; pass += 1)
    for (const event of events) matcher.matchInto(event, out);
  const changeMs: number[] = [];
  const matchMs: number[] = [];
  const spent = { changes: 0, matches: 0 };
  const beganMs = performance.now();
  for (let startedMs = beganMs; startedMs - beganMs < MEASURED_MS; startedMs = performance.now()) {
    const isDue =
      pace === "half_of_the_time"
        ? spent.changes <= spent.matches
        : changeMs.length * IMPORT_INTERVAL_MS <= startedMs - beganMs;
    if (isDue) {
      replaceOne(matcher, rules, others, changeMs.length);
      const tookMs = performance.now() - startedMs;
      changeMs.push(tookMs);
      spent.changes += tookMs;
    } else {
      const event = events[matchMs.length % events.length];
      if (event !== undefined) matcher.matchInto(event, out);
      const tookMs = performance.now() - startedMs;
      matchMs.push(tookMs);
      spent.matches += tookMs;
    }
  }
  const seconds = MEASURED_MS / 1_000;
  return {
    pace,
    rules: matcher.size,
    changesPerSecond: changeMs.length / seconds,
    changeP99Ms: quantile(changeMs, 0.99),
    changeMaxMs: quantile(changeMs, 1),
    matchesPerSecond: matchMs.length / seconds,
    matchP50Ms: quantile(matchMs, 0.5),
    matchP99Ms: quantile(matchMs, 0.99),
    matchMaxMs: quantile(matchMs, 1),
  };
}

/** Gives one rule after the other another pattern, and its own again in the next round. */
function replaceOne(
  matcher: Matcher<string>,
  rules: readonly Rule[],
  others: readonly Rule[],
  change: number,
): void {
  const place = (change * 7_919) % rules.length;
  const isBack = Math.floor(change / rules.length) % 2 === 1;
  const id = rules[place]?.id;
  const pattern = (isBack ? rules : others)[place];
  if (id === undefined || pattern === undefined) return;
  matcher.apply([{ kind: "put", rule: { ...pattern, id }, label: id }]);
}

import type { Envelope } from "#schemas/envelope.ts";
import { Matcher } from "#server/domain/matching/matcher.ts";
import type { Rule } from "#server/domain/matching/rule.ts";
import { heldMb, median, ratePerSecond, timeMs } from "./measure.ts";
import { NaiveMatcher } from "./naive-matcher.ts";

/** Turns of each way: their medians are compared. */
const ROUNDS = 7;

/** Shortest measurement of a turn. */
const TURN_MS = 150;

/** Events of a batch. */
const BATCH_EVENTS = 1_000;

/** Passes over the events after which every class of names has its index. */
const WARMING_PASSES = 5;

/** Time that one pass of the loop may take: with very many rules it sees the first events alone. */
const NAIVE_PASS_MS = 400;

/** Figures of one set of rules. Rates are medians. */
export interface Run {
  readonly rules: number;
  readonly events: number;
  /** Of all events together. */
  readonly matches: number;
  readonly eventsPerSecond: number;
  /** In batches of 1 000, grouped by name. */
  readonly batchedPerSecond: number;
  readonly naivePerSecond: number;
  /** Events that the naive loop saw. */
  readonly naiveEvents: number;
  readonly compileMs: number;
  /** From rules to indexes that serve every name: compiling included. */
  readonly warmMs: number;
  /** What the warmed matcher holds, beside the rules that it was made of. */
  readonly heapMb: number;
  /** Ids of the rules that the first events match, if they were asked for. */
  readonly ids?: readonly (readonly string[])[];
}

interface Subject {
  readonly rules: readonly Rule[];
  readonly events: readonly Envelope[];
  /** Events of which the ids are wanted. */
  readonly ids: number;
}

export function measureRun({ rules, events, ids }: Subject): Run {
  const heldBefore = heldMb();
  const matcher = new Matcher<string>();
  const out = new Int32Array(Math.max(rules.length, 1));
  const pass = () => countAll(matcher, events, out);
  const compileMs = timeMs(() => matcher.apply(rules.map((rule) => ({ kind: "put", rule, label: rule.id }))));
  const warmingMs = timeMs(() => {
    for (let warming = 0; warming < WARMING_PASSES; warming += 1) pass();
  });
  const heapMb = heldMb() - heldBefore;
  const naive = new NaiveMatcher(rules);
  const sample = sampleFor(naive, events);
  expectSame(countNaive(naive, sample), countAll(matcher, sample, out));
  const rates = measureByTurns({
    naivePerSecond: () => ratePerSecond(sample.length, TURN_MS, () => countNaive(naive, sample)),
    eventsPerSecond: () => ratePerSecond(events.length, TURN_MS, pass),
    batchedPerSecond: () => ratePerSecond(events.length, TURN_MS, () => countBatched(matcher, events, out)),
  });
  const matches = pass();
  expectSame(countBatched(matcher, events, out), matches);
  const idsOf = (event: Envelope) => matcher.match(event);
  return {
    rules: rules.length,
    events: events.length,
    matches,
    ...rates,
    naiveEvents: sample.length,
    compileMs,
    warmMs: compileMs + warmingMs,
    heapMb,
    ...(ids > 0 ? { ids: events.slice(0, ids).map(idsOf) } : {}),
  };
}

/** One after the other, again and again, so that whatever else the machine does meets all alike. */
function measureByTurns<Name extends string>(
  ways: Readonly<Record<Name, () => number>>,
): Record<Name, number>;
function measureByTurns(ways: Readonly<Record<string, () => number>>): Record<string, number> {
  const names = Object.keys(ways);
  const rates = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const name of names) rates.get(name)?.push(ways[name]?.() ?? 0);
  }
  return Object.fromEntries([...rates].map(([name, all]) => [name, median(all)]));
}

function countAll(matcher: Matcher<string>, events: readonly Envelope[], out: Int32Array): number {
  let matches = 0;
  for (const event of events) matches += matcher.matchInto(event, out);
  return matches;
}

function countBatched(matcher: Matcher<string>, events: readonly Envelope[], out: Int32Array): number {
  let matches = 0;
  for (let first = 0; first < events.length; first += BATCH_EVENTS) {
    const batch = events.length <= BATCH_EVENTS ? events : events.slice(first, first + BATCH_EVENTS);
    const kinds = Map.groupBy(batch, ({ pattern }) => matcher.kindOf(pattern));
    for (const alike of kinds.values()) matches += countAll(matcher, alike, out);
  }
  return matches;
}

function countNaive(naive: NaiveMatcher, events: readonly Envelope[]): number {
  let matches = 0;
  for (const event of events) matches += naive.count(event);
  return matches;
}

/** As many of the events, from the first on, as the loop sees in its time. */
function sampleFor(naive: NaiveMatcher, events: readonly Envelope[]): readonly Envelope[] {
  const startedMs = performance.now();
  let seen = 0;
  for (const event of events) {
    naive.count(event);
    seen += 1;
    if (performance.now() - startedMs > NAIVE_PASS_MS) break;
  }
  return events.slice(0, seen);
}

function expectSame(naive: number, compiled: number): void {
  if (naive === compiled) return;
  throw new Error(`The loop finds ${naive} matches and the matcher ${compiled}: one of them is wrong.`);
}

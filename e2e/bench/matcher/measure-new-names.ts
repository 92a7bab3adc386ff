import type { Envelope } from "#schemas/envelope.ts";
import { Matcher } from "#server/domain/matching/matcher.ts";
import type { Rule } from "#server/domain/matching/rule.ts";
import { median, timeMs } from "./measure.ts";

const ROUNDS = 9;
const WARMING_PASSES = 30;

/** Events of a round, each with a name that the matcher has never seen. */
const EVENTS_OF_A_ROUND = 10_000;

export interface NewNames {
  readonly rules: number;
  readonly knownPerSecond: number;
  readonly newPerSecond: number;
}

/** Ways of making up names: longer ones, unlike ones, and ones that begin or end like those that rules ask for. */
const MADE_UP: readonly ((name: string, serial: string) => string)[] = [
  (name, serial) => `${name}.${serial}`,
  (name, serial) => `${name.slice(0, name.indexOf(".") + 1)}${serial}`,
  (name, serial) => `${serial}${name.slice(name.indexOf("."))}`,
  (_name, serial) => `x${serial}.y${serial}`,
];

/** Names that somebody makes up, each for one event, beside the same events under names that come again and again. */
export function measureNewNames(rules: readonly Rule[], events: readonly Envelope[]): NewNames {
  const matcher = new Matcher<string>();
  matcher.apply(rules.map((rule) => ({ kind: "put", rule, label: rule.id })));
  const out = new Int32Array(rules.length);
  const matchAll = (all: readonly Envelope[]) => {
    for (const event of all) matcher.matchInto(event, out);
  };
  for (let pass = 0; pass < WARMING_PASSES; pass += 1) matchAll(events);
  const known: number[] = [];
  const fresh: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const renamed = rename(events, round);
    fresh.push((EVENTS_OF_A_ROUND * 1_000) / timeMs(() => matchAll(renamed)));
    const again = renamed
      .map((_, place) => events[place % events.length])
      .filter((event) => event !== undefined);
    known.push((EVENTS_OF_A_ROUND * 1_000) / timeMs(() => matchAll(again)));
  }
  return { rules: rules.length, knownPerSecond: median(known), newPerSecond: median(fresh) };
}

function rename(events: readonly Envelope[], round: number): Envelope[] {
  return Array.from({ length: EVENTS_OF_A_ROUND }, (_, place) => {
    const event = events[place % events.length];
    const makeUp = MADE_UP[place % MADE_UP.length];
    if (event === undefined || makeUp === undefined) throw new Error("There are no events.");
    return {
      ...event,
      pattern: makeUp(event.pattern, ((round + 1) * 1_000_003 + place * 7_919).toString(36)),
    };
  });
}

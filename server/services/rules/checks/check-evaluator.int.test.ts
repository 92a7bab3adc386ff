import { readdir, readFile } from "node:fs/promises";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Envelope } from "#schemas/envelope.ts";
import type { JsonObject } from "#schemas/json/value.ts";
import { EvaluatorPool } from "../../evaluation/evaluator-pool.ts";
import { CheckEvaluator } from "./check-evaluator.ts";
import { Patience } from "./patience.ts";

const evaluators = new EvaluatorPool();
const evaluator = new CheckEvaluator(evaluators);

/** What one evaluation may cost does not count what the library does for one index of a map: 50 000 times 50 000 keys. */
const HANGS = "payload.items.all(a, payload.map[a] == 1) || !has(payload.items)";

/** A text of 800 MB, which is made whole when its ends are looked at. */
const TAKES_ALL_MEMORY = "has(payload.s) && payload.items.map(a, payload.s).join('').trim() == 'y'";

const many = Array.from({ length: 50_000 }, (_, index) => index);
const hostile: JsonObject = { items: many, map: Object.fromEntries(many.map((key) => [`k${key}`, key])) };
const large: JsonObject = { items: many.slice(0, 400), s: "€".repeat(1_000_000) };

function eventWith(payload: JsonObject): Envelope {
  return {
    eventId: "e-1",
    pattern: "a.b",
    version: "1.0",
    source: { type: "external", id: "shop" },
    timestamp: "2026-03-01T12:00:00Z",
    payload,
    metadata: {},
  };
}

/** Children of this process (proc(5), `stat`: the fourth field is the parent). */
async function childPids(): Promise<number[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(
    pids.map(async (pid) => {
      const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => "");
      const [state, parent] = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
      return parent === String(process.pid) && state !== "Z" ? [Number(pid)] : [];
    }),
  );
  return parents.flat();
}

let longestPauseMs = 0;
let lastMs = performance.now();
const watch = setInterval(() => {
  const nowMs = performance.now();
  longestPauseMs = Math.max(longestPauseMs, nowMs - lastMs);
  lastMs = nowMs;
}, 5);

async function judge(expressions: readonly string[], payloads: readonly JsonObject[], patience?: Patience) {
  const checks = expressions.map((_, index) => index);
  const events = payloads.map((payload) => ({ envelope: eventWith(payload), checks }));
  return await evaluator.judge({ expressions, tables: [], events }, patience);
}

beforeAll(async () => {
  await judge(["true"], [{}]);
  longestPauseMs = 0;
});

afterAll(() => {
  clearInterval(watch);
  evaluators.close();
});

test("an expression that hangs is ended; what else there is to judge is judged", async () => {
  const findings = await judge(["payload.n > 1", HANGS], [{ n: 1 }, hostile, { n: 2 }]);
  expect(findings).toMatchObject([
    { event: 0, check: 0, failure: null, actual: "1" },
    { event: 1, check: 0, failure: "`payload.n` is missing." },
    { event: 1, check: 1, failure: "The rule ran for more than 2000 ms and was ended." },
    { event: 2, check: 1, failure: expect.stringContaining("for another event of the same request") },
  ]);
}, 30_000);

test("one that takes all memory is ended as well, and no other rule is blamed for it", async () => {
  const findings = await judge([TAKES_ALL_MEMORY, "payload.n > 1"], [large, { n: 2 }]);
  // Sometimes it gets through, or the deadline comes first.
  const ofCulprit = findings.find(({ event, check }) => event === 0 && check === 0);
  expect(ofCulprit?.failure ?? "256 MB of memory").toMatch(/256 MB of memory|2000 ms/);
  expect(findings.filter(({ check }) => check === 1)).toMatchObject([
    { event: 0, failure: "`payload.n` is missing." },
  ]);
}, 60_000);

test.skipIf(process.platform !== "linux")(
  "a process that stands still, as on a machine that has no time, is no fault of a rule",
  async () => {
    await judge(["true"], [{}]);
    for (const pid of await childPids()) process.kill(pid, "SIGSTOP");
    expect(await judge(["payload.n > 1"], [{ n: 2 }, { n: 1 }])).toMatchObject([
      { event: 1, check: 0, failure: null, actual: "1" },
    ]);
    for (const pid of await childPids()) process.kill(pid, "SIGSTOP");
    expect(await judge(["payload.n > 1"], [{ n: 2 }])).toEqual([]);
  },
  30_000,
);

test("all calls for one request share what it may waste", async () => {
  const patience = new Patience();
  await judge([HANGS], [hostile], patience);
  // Had one been tried again, its finding would be that it was ended.
  const failure =
    "The rule was not evaluated: for another event of the same request it ran for more than 2000 ms.";
  expect(await judge([HANGS, "payload.items.size() == 0"], [hostile, hostile], patience)).toMatchObject([
    { event: 0, check: 0, failure },
    { event: 1, check: 0, failure },
    { event: 0, check: 1, failure: null },
    { event: 1, check: 1, failure: null },
  ]);
}, 30_000);

test("meanwhile this process was never kept waiting", () => {
  // A hang lasts two seconds; a machine that is busy with other tests takes some tenths.
  expect(longestPauseMs).toBeLessThan(1_500);
});

test("a table is sent once for each of its versions", async () => {
  const events = [{ envelope: eventWith({ country: "DE" }), checks: [0] }];
  const expressions = ["lookup('countries', payload.country).vat == 19"];
  const table = (key: string, vat: number) => ({ name: "countries", key, rows: `{"DE":{"vat":${vat}}}` });
  expect(await evaluator.judge({ expressions, tables: [table("1", 19)], events })).toEqual([]);
  // A process that was given version 1 does not look at these rows.
  expect(await evaluator.judge({ expressions, tables: [table("1", 7)], events })).toEqual([]);
  expect(await evaluator.judge({ expressions, tables: [table("2", 7)], events })).toHaveLength(1);
  evaluators.close();
  expect(await evaluator.judge({ expressions, tables: [table("2", 19)], events })).toEqual([]);
});

test("ten thousand events with ten rules each are judged in chunks", async () => {
  const expressions = Array.from({ length: 10 }, (_, index) => `payload.n != ${index}`);
  const payloads = Array.from({ length: 10_000 }, (_, n) => ({ n, filler: "x".repeat(500) }));
  const startedMs = performance.now();
  const findings = await judge(expressions, payloads);
  const tookMs = performance.now() - startedMs;
  expect(findings.map(({ event, check }) => [event, check])).toEqual(
    expressions.map((_, index) => [index, index]),
  );
  expect(tookMs / payloads.length).toBeLessThan(1);
});

test("no event makes judging throw", async () => {
  const expressions = [
    "payload.a > 1 && metadata.b.c == 'x'",
    "payload.all(k, payload[k] == payload[k])",
    "has(payload.a) && payload.a.exists(x, x == null || x > payload.b)",
    "sum(payload.a.map(x, x.y)) == 0 || timestamp(payload.t) > timestamp(event.timestamp)",
    "event.payload == payload && type(payload.a) == map",
    "payload.a in payload || payload.a.matches('^x+$') || lookup('none', payload.a) == null",
  ];
  const payload = fc.dictionary(
    fc.oneof(
      fc.constantFrom("a", "b", "t", "__proto__", "constructor", "$typeName", "toString", "then"),
      fc.string(),
    ),
    fc.jsonValue({ depthSize: "medium" }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(payload, { maxLength: 20 }), async (payloads) => {
      const events = payloads.map((made) => {
        const parsed: JsonObject = JSON.parse(JSON.stringify(made));
        return parsed;
      });
      for (const { event, check } of await judge(expressions, events)) {
        expect(event).toBeLessThan(events.length);
        expect(check).toBeLessThan(expressions.length);
      }
    }),
    { numRuns: 200 },
  );
}, 60_000);

test("an event's own members named like JavaScript's arrive as they are", async () => {
  const payload: JsonObject = JSON.parse('{"__proto__":{"x":1},"constructor":2,"a":{"__proto__":3}}');
  const expression =
    "payload.__proto__.x == 1 && payload.constructor == 2 && payload.a.__proto__ == 3 && !has(payload.x)";
  expect(await judge([expression], [payload])).toEqual([]);
});

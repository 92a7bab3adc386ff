import { readdir, readFile } from "node:fs/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EvaluatorPool } from "../evaluation/evaluator-pool.ts";
import { Transformer } from "./transformer.ts";

const BINDINGS = { headers: {}, name: "a.b", id: "k:1", time: "2026-01-02T03:04:05Z" };
const evaluators = new EvaluatorPool();
const transformer = new Transformer(65_536, evaluators);

/** Makes 128 MB of text out of eight characters. */
const LARGE_TEXT = "($f := function($s, $n){$n = 0 ? $s : $f($s & $s, $n - 1)}; $f('aaaaaaaa', 24))";

function run(expression: string, payload = '{"n":1}') {
  return transformer.transform({ expression, payload, bindings: BINDINGS, maxBodyBytes: null }, null);
}

let longestPauseMs = 0;
let lastMs = performance.now();
const watch = setInterval(() => {
  const nowMs = performance.now();
  longestPauseMs = Math.max(longestPauseMs, nowMs - lastMs);
  lastMs = nowMs;
}, 5);

beforeAll(async () => {
  await run("$");
});

afterAll(() => {
  clearInterval(watch);
  evaluators.close();
});

const BOMBS = [
  ["endless recursion", "($f := function(){$f()}; $f())"],
  ["deep recursion", "($f := function(){1 + $f()}; $f())"],
  ["a range of nine million", "{'a': [1..9000000]}"],
  [
    "a list that doubles",
    "($f := function($s, $n){$n = 0 ? $s : $f($append($s, $s), $n - 1)}; {'a': $f([1, 2], 30)})",
  ],
  [
    "an object that doubles",
    "($f := function($s, $n){$n = 0 ? $s : $f({'a': $s, 'b': $s}, $n - 1)}; $f({'x': 1}, 40))",
  ],
  ["a text of 10^9 characters", "{'a': $pad('', 1e9)}"],
  ["a text of half a gigabyte", "{'a': $pad('x', 500000000)}"],
  ["a long text in capitals", `{'a': $uppercase(${LARGE_TEXT})}`],
  ["a long text cut into characters", `{'a': $split(${LARGE_TEXT}, '')}`],
  ["a long text in base64", `{'a': $base64encode(${LARGE_TEXT})}`],
] as const;

test.each(BOMBS)("%s fails, and the next expression is evaluated", async (_, expression) => {
  expect(await run(expression)).toMatchObject({ outcome: "failed" });
  expect(await run("{'m': n + 1}")).toMatchObject({ outcome: "transformed", payload: '{"m":2}' });
});

test("while expressions ran wild, this process was never kept waiting", () => {
  expect(longestPauseMs).toBeLessThan(500);
});

test("one that hangs does not keep another from being evaluated", async () => {
  const hanging = run("($f := function(){$f()}; $f())");
  expect(await run("{'m': n}")).toMatchObject({ outcome: "transformed" });
  expect(await hanging).toMatchObject({ outcome: "failed" });
});

test("many at once all have their own result", async () => {
  const results = await Promise.all(Array.from({ length: 50 }, (_, n) => run("{'m': n}", `{"n":${n}}`)));
  expect(results.map((result) => result.outcome === "transformed" && result.payload)).toEqual(
    Array.from({ length: 50 }, (_, n) => `{"m":${n}}`),
  );
});

test("messages are short and can be stored", async () => {
  const result = await run(`$error($pad("\u0000\ud83d", 5000, "x"))`);
  expect(result).toMatchObject({ outcome: "failed" });
  const message = result.outcome === "failed" ? result.message : "";
  expect(message.length).toBeLessThan(600);
  expect(message).not.toContain("\u0000");
  expect(message.isWellFormed()).toBe(true);
});

test.skipIf(process.platform !== "linux")(
  "the evaluating process has nothing of this one's environment, and ends when it is closed",
  async () => {
    const pids = await evaluatorPids();
    expect(pids.length).toBeGreaterThan(0);
    for (const pid of pids) {
      const environment = await readFile(`/proc/${pid}/environ`, "utf8");
      expect(environment).not.toContain("PATH=");
    }
    evaluators.close();
    await expect.poll(evaluatorPids).toEqual([]);
    expect(await run("{'m': n}")).toMatchObject({ outcome: "transformed" });
  },
);

/** Children of this process. */
async function evaluatorPids(): Promise<string[]> {
  const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const parents = await Promise.all(
    pids.map(async (pid) => {
      const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
      return /^State:\t(?!Z)/m.test(status) && status.includes(`\nPPid:\t${process.pid}\n`) ? [pid] : [];
    }),
  );
  return parents.flat();
}

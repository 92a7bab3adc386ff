import { expect, test } from "vitest";
import { compileStored } from "./compile-stored.ts";

/** What the process may stand still, on a machine that is busy with other tests. */
const MAX_STILL_MS = 200;

function documentOf(members: number, member: (index: number) => object): string {
  const properties = Object.fromEntries(Array.from({ length: members }, (_, n) => [`m${n}`, member(n)]));
  return JSON.stringify({ type: "object", properties });
}

test.each([
  ["regular expressions", documentOf(1_900, (n) => ({ pattern: `^\\p{L}+[\\p{Lu}\\p{Nd}]{1,20}${n}$` }))],
  ["members", documentOf(4_900, () => ({ type: "object", properties: { a: { type: "string" } } }))],
])("a schema with very many %s is compiled while others have their turn", async (_, document) => {
  const compiling = compileStored({ pattern: "a", version: "1", dialect: "2020-12", document });
  let turns = 0;
  let longestMs = 0;
  let lastMs = performance.now();
  const watch = setInterval(() => {
    turns += 1;
    longestMs = Math.max(longestMs, performance.now() - lastMs);
    lastMs = performance.now();
  }, 1);
  const validate = await compiling;
  clearInterval(watch);
  expect(turns).toBeGreaterThan(5);
  expect(longestMs).toBeLessThan(MAX_STILL_MS);
  expect(validate({ m1: 5 }).length + validate({ m1: "!" }).length).toBeGreaterThan(0);
});

import { setImmediate as nextTurn } from "node:timers/promises";
import { expect, test } from "vitest";
import { longestWait } from "#e2e/support/longest-wait.ts";
import { compileStored } from "./compile-stored.ts";

function documentOf(members: number, member: (index: number) => object): string {
  const properties = Object.fromEntries(Array.from({ length: members }, (_, n) => [`m${n}`, member(n)]));
  return JSON.stringify({ type: "object", properties });
}

test.each([
  ["regular expressions", documentOf(1_900, (n) => ({ pattern: `^\\p{L}+[\\p{Lu}\\p{Nd}]{1,20}${n}$` }))],
  ["members", documentOf(4_900, () => ({ type: "object", properties: { a: { type: "string" } } }))],
])("a schema with very many %s is compiled while others have their turn", async (_, document) => {
  const stored = { pattern: "a", version: "1", dialect: "2020-12", document };
  const compiling = nextTurn().then(() => compileStored(stored));
  expect(await longestWait(compiling)).toBeLessThan(0.5);
  const validate = await compiling;
  expect(validate({ m1: 5 }).length + validate({ m1: "!" }).length).toBeGreaterThan(0);
});

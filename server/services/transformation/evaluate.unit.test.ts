import { describe, expect, test } from "vitest";
import { check, transform } from "./evaluate.ts";

const BINDINGS = { headers: { "x-kind": "test" }, name: "a.b", id: "k:1", time: "2026-01-02T03:04:05Z" };

async function run(expression: string, payload: object = { n: 5, list: [1, 2] }, maxResultBytes = 1_000) {
  const task = { kind: "transform", expression, bindings: BINDINGS, maxResultBytes } as const;
  const result = await transform({ ...task, payload: JSON.stringify(payload) });
  return result.outcome === "transformed" ? JSON.parse(result.payload) : result;
}

describe("an expression", () => {
  test.each([
    ['{"twice": n * 2}', { twice: 10 }],
    ["$", { n: 5, list: [1, 2] }],
    ["$merge([$, {'n': 6}])", { n: 6, list: [1, 2] }],
    [
      '{"h": $headers."x-kind", "name": $name, "id": $id, "time": $time}',
      { h: "test", name: "a.b", id: "k:1", time: BINDINGS.time },
    ],
  ])("%s gives an object", async (expression, expected) => {
    expect(await run(expression)).toEqual(expected);
  });

  test.each([
    ["missing", /gives nothing/],
    ["5", /not give a JSON object/],
    ["[1, 2]", /not give a JSON object/],
    ["'text'", /not give a JSON object/],
    ["$sum", /function/],
    ["{'a': $sum}", /"a" is a function/],
    ["{'a': function($x){$x}}", /"a" is a function/],
    ["{'a': 1/0}", /no finite number/],
    ["{'a': $eval('1')}", /not available/],
    ["{'a': $error('with \u0000 in it')}", /in it/],
    ["{'a': $pad('x', 2000)}", /2008 bytes; 1000 are allowed/],
    ["{'a': $pad('', 300, 'ä')}", /608 bytes; 500 are allowed/],
  ])("%s fails with a sentence", async (expression, message) => {
    const limit = expression.includes("ä") ? 500 : 1_000;
    expect(await run(expression, {}, limit)).toMatchObject({
      outcome: "failed",
      message: expect.stringMatching(message),
    });
  });

  test("that cannot be read says where", async () => {
    expect(await run('{"a": ')).toMatchObject({ outcome: "failed", position: 6 });
    expect(check({ kind: "check", expression: '{"a": ' })).toMatchObject({ outcome: "failed", position: 6 });
    expect(check({ kind: "check", expression: '{"a": 1}' })).toEqual({ outcome: "valid" });
  });

  test("sees nothing of JavaScript's own", async () => {
    expect(await run('{"a": n.constructor, "b": $lookup($, "__proto__"), "c": toString}')).toEqual({});
  });
});

describe("a regular expression", () => {
  test.each([
    ["$match('abcab', /(a)(b)/).index", [0, 3]],
    ["$match('😀ab', /ab/).index", 2],
    ["$match('xay', /(a)|(b)/).groups", ["a", null]],
    ["$replace('aXbXc', /x/i, '-')", "a-b-c"],
    ["$replace('john smith', /(\\w+)\\s(\\w+)/, '$2, $1')", "smith, john"],
    ["$split('a1b22c', /[0-9]+/)", ["a", "b", "c"]],
    ["$contains('line\nabc', /^abc$/m)", true],
    ["$contains('line\nabc', /^abc$/)", false],
    ["$contains('a/b', /a\\/b/)", true],
  ])("%s is %j", async (expression, expected) => {
    expect(await run(`{"r": ${expression}}`)).toEqual({ r: expected });
  });

  test("takes linear time", async () => {
    expect(await run(`{"r": $contains("${"a".repeat(5_000)}b", /^(a+)+$/)}`)).toEqual({ r: false });
  });

  test("that looks around is refused when it is read", () => {
    expect(check({ kind: "check", expression: '{"a": $match(b, /(?=x)y/)}' })).toMatchObject({
      outcome: "failed",
      message: expect.stringContaining("(?="),
    });
  });
});

import fc from "fast-check";
import { JSONPath } from "jsonpath-plus";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../json/value.ts";
import { parsePath } from "./path.ts";
import { walkNodes } from "./path-select.ts";

function select(text: string, root: JsonValue): JsonValue[] {
  const parsed = parsePath(text);
  if (parsed.outcome === "refused") throw new Error(parsed.message);
  const nodes: JsonValue[] = [];
  walkNodes(parsed.path, root, (node) => {
    nodes.push(node);
    return false;
  });
  return nodes;
}

function byText(values: unknown): string[] {
  return Array.isArray(values) ? values.map((value) => JSON.stringify(value)).sort() : [];
}

function nest(depth: number): JsonValue {
  return depth === 0 ? 1 : [nest(depth - 1), nest(depth - 1)];
}

const names = fc.constantFrom("a", "b", "c");

const documents = fc.letrec<{ value: JsonValue; object: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<JsonValue>(0, true, null),
    tie("object"),
    fc.array(tie("value"), { maxLength: 3 }),
  ),
  object: fc.dictionary(names, tie("value"), { noNullPrototype: true }),
})).object;

/** Steps whose meaning in jsonpath-plus is RFC 9535's; on strings, which are left out above, indexes are not. */
const steps = fc.oneof(
  names.map((name) => `.${name}`),
  names.map((name) => `['${name}']`),
  fc.nat(3).map((index) => `[${index}]`),
  fc.constantFrom(".*", "[*]", "..a", "..*", "[0:2]", "[1:]", "[0:3:2]"),
);

describe("nodes", () => {
  test("are those that jsonpath-plus selects", () => {
    const paths = fc.array(steps, { maxLength: 4 }).map((list) => `$.payload${list.join("")}`);
    fc.assert(
      fc.property(documents, paths, (payload, path) => {
        const root = { payload };
        const expected: unknown = JSONPath({ path, json: root, eval: false, wrap: true });
        expect(byText(select(path, root)), path).toEqual(byText(expected));
      }),
      { numRuns: 2_000 },
    );
  });

  test("come in document order", () => {
    expect(select("$.payload[*].n", { payload: [{ n: 3 }, { n: 1 }, { n: 2 }] })).toEqual([3, 1, 2]);
  });

  test("are data, whatever their name", () => {
    const payload: JsonValue = JSON.parse('{"`sku": 2, "sku": 1, "__proto__": 3, "*": 4, "$": 5}');
    expect(select("$.payload['sku']", { payload })).toEqual([1]);
    expect(select("$.payload['*']", { payload })).toEqual([4]);
    expect(select("$.payload['$','__proto__']", { payload })).toEqual([5, 3]);
    expect(select("$.payload.*", { payload })).toEqual([2, 1, 3, 4, 5]);
  });
});

describe("a walk is bounded", () => {
  test.each(["$..*..*..*", "$..[0]..[1]..*", "$.payload[*][*]..*..*"])("%s over 500 000 nodes", (text) => {
    const parsed = parsePath(text);
    if (parsed.outcome === "refused") throw new Error(parsed.message);
    const root = { payload: nest(18) };
    const started = performance.now();
    expect(walkNodes(parsed.path, root, () => false)).toBe("gave_up");
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  test("nesting does not exhaust the stack", () => {
    let payload: JsonValue = 1;
    for (let depth = 0; depth < 40_000; depth += 1) payload = [payload];
    expect(select("$.payload..[7]", { payload })).toEqual([]);
  });

  test("an array of 100 000 items is given up, and one of 10 000 is not", () => {
    const parsed = parsePath("$.payload[*]");
    if (parsed.outcome === "refused") throw new Error(parsed.message);
    const walk = (length: number) =>
      walkNodes(parsed.path, { payload: Array.from({ length: length }, () => 0) }, () => false);
    expect(walk(10_000)).toBe("ended");
    expect(walk(100_000)).toBe("gave_up");
  });
});

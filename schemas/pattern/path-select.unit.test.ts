import fc from "fast-check";
import { JSONPath } from "jsonpath-plus";
import { describe, expect, test } from "vitest";
import type { JsonValue } from "../json/value.ts";
import { MAX_NODES_VISITED } from "./limits.ts";
import { parsePath } from "./path.ts";
import { walkNodes } from "./path-select.ts";

/** For a machine that does other things too: alone, the rounds take a second. */
const PROPERTY_TIMEOUT_MS = 30_000;

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
  test("are those that jsonpath-plus selects", { timeout: PROPERTY_TIMEOUT_MS }, () => {
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

  const walk = (text: string, payload: JsonValue) => {
    const parsed = parsePath(text);
    if (parsed.outcome === "refused") throw new Error(parsed.message);
    const nodes: JsonValue[] = [];
    const end = walkNodes(parsed.path, { payload }, (node) => {
      nodes.push(node);
      return false;
    });
    return { nodes, end };
  };
  const upTo = (length: number) => Array.from({ length }, (_, index) => index);

  // $.payload is a node on the way.
  test.each([
    [MAX_NODES_VISITED - 1, "ended"],
    [MAX_NODES_VISITED, "gave_up"],
    [MAX_NODES_VISITED * 2, "gave_up"],
  ] as const)("of an array of %i items the first are visited, and then it has %s", (length, end) => {
    const all = upTo(length);
    const reached = MAX_NODES_VISITED - 1;
    const asObject = Object.fromEntries(all.map((item) => [`m${item}`, item]));
    for (const [path, payload] of [
      ["[*]", all] as const,
      ["[0:]", all] as const,
      [".*", asObject] as const,
    ]) {
      const { nodes, end: ended } = walk(`$.payload${path}`, payload);
      expect([path, ended, nodes.length, nodes.at(-1)]).toEqual([path, end, reached, reached - 1]);
    }
  });

  test("of several arrays, those that the limit reaches are visited, in order", () => {
    const lists = [upTo(30_000), upTo(30_000), [1, 2, 3]];
    // $.payload and two of its items are on the way.
    const reached = [...upTo(30_000), ...upTo(MAX_NODES_VISITED - 3 - 30_000)];
    expect(walk("$.payload[*][*]", lists)).toEqual({ nodes: reached, end: "gave_up" });
  });

  test("of the items of an array that is too long, the first are walked through to their end", () => {
    const lines = upTo(60_000).map((line) => ({ line }));
    const reached = upTo(Math.floor((MAX_NODES_VISITED - 1) / 2));
    expect(walk("$.payload[*].line", lines)).toEqual({ nodes: reached, end: "gave_up" });
  });

  /** The value, telling of each item that is read. */
  const watched = (items: JsonValue[], onRead: () => void): JsonValue[] =>
    new Proxy(items, {
      get(target, key, receiver) {
        if (typeof key === "string" && key !== "length") onRead();
        return Reflect.get(target, key, receiver);
      },
    });

  /** Lists in lists, each of which has many other items too. */
  const nestWide = (levels: number, onRead: () => void): JsonValue => {
    let inner: JsonValue = 0;
    for (let level = 0; level < levels; level += 1) inner = watched([inner, ...upTo(9_000)], onRead);
    return inner;
  };

  test.each([
    ["$..*..*", (onRead: () => void) => watched(upTo(200_000), onRead)],
    ["$.payload[*][*]", (onRead: () => void) => Array(40_000).fill(watched(upTo(20_000), onRead))],
    ["$..x", (onRead: () => void) => nestWide(55, onRead)],
    ["$..[0]..[0]", (onRead: () => void) => nestWide(55, onRead)],
  ])("%s looks at no more items than a few times those that it may visit", (path, payloadOf) => {
    let reads = 0;
    const payload = payloadOf(() => {
      reads += 1;
    });
    expect(walk(path, payload).end).toBe("gave_up");
    expect(reads).toBeLessThan(3 * MAX_NODES_VISITED);
  });
});

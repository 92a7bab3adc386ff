import { expect, test } from "vitest";
import type { JsonValue } from "#schemas/json/value.ts";
import { ConditionCompiler } from "../conditions/condition-compiler.ts";
import { EventView } from "../conditions/event-view.ts";
import { NeedleAccess } from "./needle-access.ts";

function accessTo(search: "within" | "at_start") {
  const compiler = new ConditionCompiler();
  const view = new EventView(compiler);
  const access = new NeedleAccess(compiler.fields.take("$.payload.text")?.number ?? 0, search);
  const operator = search === "within" ? "contains" : "starts_with";
  const add = (value: string) => {
    const [condition] = compiler.compile([{ field: "$.payload.text", operator, value }]) ?? [];
    if (condition === undefined) throw new Error("It compiles.");
    const place = access.placeOf(condition);
    access.heads[place] = place + 1;
  };
  const find = (text: JsonValue) => {
    view.begin({
      eventId: "e",
      pattern: "p",
      version: "1",
      source: { type: "external", id: "shop" },
      timestamp: "2024-01-01T00:00:00Z",
      payload: { text },
      metadata: {},
    });
    const count = access.find(view);
    return [...access.found.subarray(0, count)].toSorted((left, right) => left - right);
  };
  return { add, find };
}

test.each(["within", "at_start"] as const)("finds all needles %s a text, however many come", (search) => {
  const { add, find } = accessTo(search);
  const text = "a".repeat(40);
  for (let count = 1; count <= 40; count += 1) {
    add("a".repeat(count));
    expect(find(text)).toEqual(Array.from({ length: count }, (_, place) => place + 1));
  }
});

test("finds needles in a list as whole items, each once, however many come", () => {
  const { add, find } = accessTo("within");
  const items: string[] = [];
  for (let count = 1; count <= 40; count += 1) {
    add(`item-${count}`);
    items.push(`item-${count}`, `item-${count}`, `no item-${count}`);
    expect(find(items)).toEqual(Array.from({ length: count }, (_, place) => place + 1));
  }
});

test("a list does not begin with a text", () => {
  const { add, find } = accessTo("at_start");
  add("a");
  expect([find(["a"]), find("ab"), find(1), find(null)]).toEqual([[], [1], [], []]);
});

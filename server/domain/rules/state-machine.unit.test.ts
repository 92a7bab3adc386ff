import { describe, expect, test } from "vitest";
import type { TransitionRule } from "#schemas/business-rule.ts";
import type { JsonObject } from "#schemas/json/value.ts";
import { judgeMove } from "./state-machine.ts";
import { type MovingEvent, readMove } from "./state-machine-move.ts";
import { type AskedMove, judgeMoves } from "./state-machine-verdict.ts";

const ORDER: TransitionRule = {
  kind: "transition",
  entity: "$.payload.order.id",
  state: { from: "field", field: "$.payload.status" },
  initial: ["new"],
  transitions: [
    { from: "new", to: "paid" },
    { from: "new", to: "cancelled" },
    { from: "paid", to: "paid" },
  ],
};

const BY_NAME: TransitionRule = {
  ...ORDER,
  state: { from: "name", states: { "order.made": "new", "order.paid": "paid" } },
};

function event(payloadText: string, pattern = "order.made"): MovingEvent {
  const payload: JsonObject = JSON.parse(payloadText);
  return {
    envelope: {
      eventId: "e-1",
      pattern,
      version: "1.0",
      source: { type: "external", id: "shop" },
      timestamp: "2026-01-01T00:00:00Z",
      payload,
      metadata: {},
    },
    sourceText: '{"type":"external","id":"shop"}',
    payloadText,
    metadataText: "{}",
  };
}

describe("a move", () => {
  test.each([
    ["an unknown entity may begin where it says", null, "new", { outcome: "allowed" }],
    ["and nowhere else", null, "paid", { outcome: "refused", allowed: ["new"] }],
    ["a listed transition", "new", "paid", { outcome: "allowed" }],
    ["one that is not listed", "paid", "new", { outcome: "refused", allowed: ["paid"] }],
    ["to stay, where it is listed", "paid", "paid", { outcome: "allowed" }],
    ["to stay, where it is not", "new", "new", { outcome: "refused", allowed: ["paid", "cancelled"] }],
    ["out of an end", "cancelled", "new", { outcome: "refused", allowed: [] }],
  ] as const)("%s", (_name, from, to, verdict) => {
    expect(judgeMove(ORDER, from, to)).toEqual(verdict);
  });
});

describe("what an event asks", () => {
  const entityIn = (id: string) => readMove(ORDER, event(`{"order":{"id":${id}},"status":"new"}`));

  test.each([
    ['"o-1"', "o-1"],
    ["17", "17"],
    ["17.0", "17"],
    ["1.70e1", "17"],
    ["1.5", "1.5"],
    ["1.50", "1.5"],
    ["-0", "0"],
    ["9007199254740993", "9007199254740993"],
    ["9007199254740993.00", "9007199254740993"],
    ["123456789012345678901234567890.5", "123456789012345678901234567890.5"],
    ["0.0000001", "0.0000001"],
    ["25e-1", "2.5"],
    ["1e300", "1e300"],
    ["10e299", "1e300"],
    ["1e-300", "1e-300"],
  ])("the id %s is %s", (id, entityId) => {
    expect(entityIn(id)).toEqual({ outcome: "move", entityId, to: "new", pointer: "/payload/status" });
  });

  test.each(["null", "true", "{}", '["o-1"]', '""', `"${"x".repeat(256)}"`])("%s is no id", (id) => {
    expect(entityIn(id)).toMatchObject({ outcome: "unreadable", pointer: "/payload/order/id" });
  });

  test("without an id, or a state, it cannot be read", () => {
    expect(readMove(ORDER, event('{"status":"new"}'))).toMatchObject({
      outcome: "unreadable",
      pointer: "/payload/order/id",
      why: "has no entity id at $.payload.order.id.",
    });
    expect(readMove(ORDER, event('{"order":{"id":"o-1"}}'))).toMatchObject({
      outcome: "unreadable",
      pointer: "/payload/status",
    });
    expect(readMove(ORDER, event(`{"order":{"id":"o-1"},"status":"${"x".repeat(121)}"}`))).toMatchObject({
      outcome: "unreadable",
    });
  });

  test("the state that its name stands for, or nothing", () => {
    expect(readMove(BY_NAME, event('{"order":{"id":1}}', "order.paid"))).toEqual({
      outcome: "move",
      entityId: "1",
      to: "paid",
      pointer: "/pattern",
    });
    expect(readMove(BY_NAME, event("{}", "order.seen"))).toEqual({ outcome: "none" });
    expect(readMove(BY_NAME, event("{}", "toString"))).toEqual({ outcome: "none" });
    expect(readMove(BY_NAME, event("{}", "order.paid"))).toMatchObject({ outcome: "unreadable" });
  });

  test("names that objects inherit are no fields", () => {
    const rule: TransitionRule = { ...ORDER, entity: "$.payload.toString" };
    expect(readMove(rule, event('{"status":"new"}'))).toMatchObject({ outcome: "unreadable" });
  });
});

describe("a verdict", () => {
  const asked = (difference: Partial<AskedMove["machine"]>, from: string | null = "paid"): AskedMove => ({
    machine: {
      name: "Orders",
      version: 3,
      severity: "refuse",
      isLearning: false,
      rule: ORDER,
      ...difference,
    },
    move: { outcome: "move", entityId: "o-1", to: "new", pointer: "/payload/status" },
    from,
  });

  test("says what was expected and what was there", () => {
    expect(judgeMoves([asked({})])).toEqual({
      refusals: [
        {
          pointer: "/payload/status",
          message: '"o-1" is in the state "paid" and may go from there to "paid", not to "new".',
          rule: "Orders",
          ruleVersion: 3,
          expected: '["paid"]',
          actual: '"new"',
        },
      ],
      warnings: [],
    });
  });

  test("of a machine that only warns is a warning, and of one that learns is none", () => {
    expect(judgeMoves([asked({ severity: "warn" })])).toMatchObject({ refusals: [], warnings: [{}] });
    expect(judgeMoves([asked({ isLearning: true })])).toEqual({ refusals: [], warnings: [] });
  });

  test("names an end, a beginning, and no endless list", () => {
    const many = Array.from({ length: 40 }, (_, n) => `s${n}`);
    const rule = { ...ORDER, initial: many };
    const messages = [asked({}, "cancelled"), asked({}, "unheard-of"), asked({ rule }, null)].map(
      (one) => judgeMoves([one]).refusals[0]?.message,
    );
    expect(messages[0]).toContain("which it cannot leave");
    expect(messages[2]).toMatch(
      /^"o-1" is not known yet and may begin in "s0", .* or one of 30 other states, not in "new"\.$/,
    );
    expect(judgeMoves([asked({ rule }, null)]).refusals[0]?.expected).toMatch(/"s9",…\]$/);
  });
});

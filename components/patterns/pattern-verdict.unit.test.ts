import { expect, test } from "vitest";
import type { Envelope } from "#schemas/envelope.ts";
import { EMPTY_DRAFT, newFilter, newGroup, readDraft } from "./pattern-draft.ts";
import { judge, nameTest } from "./pattern-verdict.ts";

const invoice: Envelope = {
  eventId: "evt_123abc",
  pattern: "invoice.created",
  version: "1.0",
  source: { type: "integration", id: "xero_main" },
  timestamp: "2024-03-15T10:00:00Z",
  payload: { amount: 1500 },
  metadata: {},
};

const large = { ...EMPTY_DRAFT, type: "prefix", value: "invoice." } as const;
const over = (value: string) => newFilter({ field: "$.payload.amount", operator: "gt", value });

test("a draft that fits matches", () => {
  expect(judge({ ...large, filters: [over("1000")] }, invoice)).toEqual({ outcome: "matched" });
});

test("the first clause that fails is named", () => {
  expect(judge({ ...large, value: "order." }, invoice)).toMatchObject({
    outcome: "unmatched",
    clause: "the name",
  });
  expect(judge({ ...large, filters: [over("1"), over("2000")] }, invoice)).toMatchObject({
    outcome: "unmatched",
    clause: "filter 2",
  });
});

test("a group that fails says so of each of its filters", () => {
  const currency = newFilter({ field: "$.payload.currency", operator: "in", value: "EUR, CHF" });
  expect(judge({ ...large, filters: [over("1"), newGroup([over("2000"), currency])] }, invoice)).toEqual({
    outcome: "unmatched",
    clause: "filter 2",
    message: "None of the 2 filters of the group holds.",
    details: [
      "$.payload.amount is the number 1500, which is not greater than 2000.",
      "The event has nothing at $.payload.currency.",
    ],
  });
});

test("a draft that is wrong still is not judged", () => {
  const wrong = newFilter({ field: "amount", operator: "gt", value: "1" });
  const alone = judge({ ...large, filters: [wrong] }, invoice);
  expect(alone).toEqual({ outcome: "not_ready", message: expect.stringMatching(/^Filter 1: A path begins/) });
  const grouped = judge({ ...large, filters: [over("1"), newGroup([over("1"), wrong])] }, invoice);
  expect(grouped).toEqual({ outcome: "not_ready", message: expect.stringMatching(/^Filter 2\.2: /) });
  const nameless = judge({ ...large, value: "" }, invoice);
  expect(nameless).toEqual({ outcome: "not_ready", message: expect.stringMatching(/^Give /) });
});

test.each([
  ["exact", "invoice.created", true],
  ["exact", "invoice.", false],
  ["prefix", "invoice.", true],
  ["regex", "^invoice\\.(created|paid)$", true],
  ["regex", "(", false],
] as const)("the name %s %j fits: %j", (type, value, fits) => {
  expect(nameTest({ type, value })(invoice.pattern)).toBe(fits);
});

test("errors lead to the fields of the form", () => {
  const reading = readDraft({
    ...large,
    filters: [newFilter({ field: "amount", operator: "gt", value: "x" })],
  });
  expect(reading).toMatchObject({ outcome: "invalid" });
  if (reading.outcome !== "invalid") return;
  expect(Object.keys(reading.errors).toSorted()).toEqual([
    "name",
    "rule.filters.0.field",
    "rule.filters.0.value",
    "workflowId",
  ]);
});

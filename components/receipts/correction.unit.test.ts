import { expect, test } from "vitest";
import { beginningFor } from "./correction.ts";

const RECEIPT = { id: "a", outcome: "mixed", correctsReceiptId: null };
const ITEM = { item: 2, outcome: "rejected", eventId: "order-17", correctedBy: null };
const ITSELF = { receiptId: "a", item: 2 };

test.each([
  ["a rejected event", RECEIPT, ITEM, null, ITSELF],
  ["one whose id another has", RECEIPT, { ...ITEM, outcome: "conflict" }, null, ITSELF],
  ["one that could not be read", RECEIPT, { ...ITEM, eventId: null }, null, ITSELF],
  ["a correction that was rejected", { ...RECEIPT, correctsReceiptId: "b" }, ITEM, null, ITSELF],
])("%s is corrected where it is", (_name, receipt, item, became, beginning) => {
  expect(beginningFor(receipt, item, became)).toEqual(beginning);
});

test.each([
  ["what is stored", RECEIPT, { ...ITEM, outcome: "stored" }, null],
  ["what is held", RECEIPT, { ...ITEM, outcome: "quarantined" }, null],
  ["a request that waits", { ...RECEIPT, outcome: "pending" }, ITEM, null],
  ["what has a correction that is not known yet", RECEIPT, { ...ITEM, correctedBy: "c" }, null],
  ["what has a correction that waits", RECEIPT, { ...ITEM, correctedBy: "c" }, "pending"],
  ["what has a correction that was stored", RECEIPT, { ...ITEM, correctedBy: "c" }, "stored"],
  ["what has a correction that was rejected", RECEIPT, { ...ITEM, correctedBy: "c" }, "rejected"],
  [
    "a correction that was put aside and replaced",
    { ...RECEIPT, correctsReceiptId: "b" },
    { ...ITEM, eventId: null, correctedBy: "c" },
    "quarantined",
  ],
])("%s is not corrected there", (_name, receipt, item, became) => {
  expect(beginningFor(receipt, item, became)).toBeNull();
});

test("a correction that was put aside is what its successor begins with", () => {
  expect(beginningFor(RECEIPT, { ...ITEM, correctedBy: "c" }, "quarantined")).toEqual({
    receiptId: "c",
    item: 0,
  });
});

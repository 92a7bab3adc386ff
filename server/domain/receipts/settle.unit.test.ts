import { expect, test } from "vitest";
import { settleReceipt } from "./settle.ts";

test("items that agree settle the receipt; items that differ make it mixed", () => {
  expect(settleReceipt(["stored"])).toBe("stored");
  expect(settleReceipt(["duplicate", "duplicate"])).toBe("duplicate");
  expect(settleReceipt(["stored", "rejected", "stored"])).toBe("mixed");
});

test("a receipt without events is answered, and that is all", () => {
  expect(settleReceipt([])).toBe("answered");
});

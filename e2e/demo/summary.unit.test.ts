import { expect, test } from "vitest";
import { isAllDone, type Summary } from "./summary.ts";

const DONE: Summary = {
  receipts: 3,
  pending: 0,
  stored: 3,
  repeated: 0,
  matches: 2,
  delivered: 2,
  undelivered: 0,
};

test("all is done when everything sent is stored, processed and delivered", () => {
  expect(isAllDone(DONE, 3)).toBe(true);
  expect(isAllDone({ ...DONE, stored: 2 }, 3)).toBe(false);
  expect(isAllDone({ ...DONE, pending: 1 }, 3)).toBe(false);
  expect(isAllDone({ ...DONE, undelivered: 1 }, 3)).toBe(false);
});

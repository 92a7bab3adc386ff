import { expect, test } from "vitest";
import { detailDiagnosis, detailMessage, hasMoreThanFacts } from "./refusal-detail.ts";

const REFUSAL = { reason: "bad_signature", message: "It does not match." };

test.each([
  { kind: "older_secret" },
  { kind: "skew", skewSeconds: -4000 },
  { kind: "body_rewritten", change: "white space was added" },
])("the diagnosis %j is read, and is no reason to show the detail", (diagnosis) => {
  const detail = JSON.stringify({ ...REFUSAL, diagnosis });
  expect(detailDiagnosis(detail)).toEqual(diagnosis);
  expect(detailMessage(detail)).toBe(REFUSAL.message);
  expect(hasMoreThanFacts(detail)).toBe(false);
});

test("a diagnosis of a later version is shown as it is", () => {
  const detail = JSON.stringify({ ...REFUSAL, diagnosis: { kind: "later" } });
  expect(detailDiagnosis(detail)).toBeNull();
  expect(hasMoreThanFacts(detail)).toBe(true);
});

test("what has no words of its own is shown as it is", () => {
  expect(hasMoreThanFacts(JSON.stringify(REFUSAL))).toBe(false);
  expect(hasMoreThanFacts(JSON.stringify({ ...REFUSAL, pointer: "/a" }))).toBe(true);
});

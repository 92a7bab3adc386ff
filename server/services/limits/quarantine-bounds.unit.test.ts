import { expect, test } from "vitest";
import { MAX_QUARANTINED_BODY_BYTES, withinQuarantine } from "./quarantine-bounds.ts";

const DETAIL = JSON.stringify({ reason: "bad_signature", message: "It does not match." });

function row(outcome: string, bodyBytes: number) {
  return { outcome, bodyBytes, body: new Uint8Array(bodyBytes), detail: DETAIL };
}

test("a body up to the limit is kept", () => {
  const kept = row("quarantined", MAX_QUARANTINED_BODY_BYTES);
  expect(withinQuarantine(kept)).toBe(kept);
});

test("a larger one leaves a receipt that says so", () => {
  const { detail, ...bounded } = withinQuarantine(row("quarantined", MAX_QUARANTINED_BODY_BYTES + 1));
  expect(bounded).toEqual({ outcome: "rejected", body: null, bodyBytes: MAX_QUARANTINED_BODY_BYTES + 1 });
  expect(JSON.parse(detail)).toEqual({
    reason: "bad_signature",
    message: "It does not match.",
    note: "The body has 131073 bytes and was not kept: the quarantine takes 131072.",
  });
});

test("what was accepted is not bounded here", () => {
  const pending = row("pending", 1_000_000);
  expect(withinQuarantine(pending)).toBe(pending);
});

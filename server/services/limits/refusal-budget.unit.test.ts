import { describe, expect, test } from "vitest";
import { RefusalBudget, type RefusedRequest, SEVERAL_KEYS } from "./refusal-budget.ts";

let made = 0;

function refused(difference: Partial<RefusedRequest> = {}): RefusedRequest {
  made += 1;
  return {
    id: `receipt-${made}`,
    receivedAt: "2026-01-01T00:00:00.000Z",
    door: "webhook",
    sourceId: "source-1",
    sourceKey: "github",
    method: "POST",
    path: "/api/webhooks/github",
    status: 429,
    outcome: "rejected",
    reason: "over_limit",
    ...difference,
  };
}

/** Sends so many at once; how many of them have receipts of their own. */
function send(
  budget: RefusalBudget,
  times: number,
  nowMs: number,
  difference?: Partial<RefusedRequest>,
): number {
  const admissions = Array.from({ length: times }, () => budget.admit(refused(difference), nowMs));
  return admissions.filter(({ outcome }) => outcome === "own_receipt").length;
}

const requestsOf = (counted: readonly { readonly requests: number }[]) =>
  counted.reduce((sum, { requests }) => sum + requests, 0);

describe("RefusalBudget", () => {
  test("the first twenty have receipts of their own, the others share one", () => {
    const budget = new RefusalBudget();
    expect(send(budget, 1_000, 0)).toBe(20);
    const counted = budget.takeCounted(1_000);
    expect(counted).toHaveLength(1);
    expect(counted[0]).toMatchObject({ sourceKey: "github", requests: 980 });
    expect(budget.takeCounted(2_000)).toEqual([]);
  });

  test("a counted request is told the receipt that will stand for it", () => {
    const budget = new RefusalBudget();
    send(budget, 20, 0);
    const first = budget.admit(refused({ id: "the-shared-one" }), 0);
    const second = budget.admit(refused(), 0);
    expect([first, second]).toEqual([
      { outcome: "counted", receiptId: "the-shared-one" },
      { outcome: "counted", receiptId: "the-shared-one" },
    ]);
    expect(budget.takeCounted(1_000)[0]?.first.id).toBe("the-shared-one");
  });

  test("a steady stream keeps showing: one a second that is rejected, ten that are quarantined", () => {
    const budget = new RefusalBudget();
    const quarantined = { outcome: "quarantined", status: 401, reason: "bad_signature" };
    send(budget, 100, 0);
    send(budget, 100, 0, quarantined);
    expect(send(budget, 100, 3_000)).toBe(3);
    expect(send(budget, 100, 3_000, quarantined)).toBe(20);
    expect(send(budget, 100, 4_000, quarantined)).toBe(10);
  });

  test("sources and reasons do not share a budget", () => {
    const budget = new RefusalBudget();
    expect(send(budget, 30, 0)).toBe(20);
    expect(send(budget, 30, 0, { sourceId: "source-2", sourceKey: "stripe" })).toBe(20);
    expect(send(budget, 30, 0, { reason: "too_large", status: 413 })).toBe(20);
    expect(budget.takeCounted(1_000)).toHaveLength(3);
  });

  test("keys that no source has share one: a new key for each request helps nobody", () => {
    const budget = new RefusalBudget();
    const own = Array.from({ length: 500 }, (_, place) =>
      send(budget, 1, 0, {
        sourceId: null,
        sourceKey: `key-${place}`,
        status: 404,
        reason: "unknown_source",
      }),
    );
    expect(own.filter((count) => count === 1)).toHaveLength(20);
    expect(budget.takeCounted(1_000)).toMatchObject([{ sourceKey: SEVERAL_KEYS, requests: 480 }]);
  });

  test("what could not be written is counted with what came since", () => {
    const budget = new RefusalBudget();
    send(budget, 50, 0);
    const [counted] = budget.takeCounted(1_000);
    if (!counted) throw new Error("nothing was counted");
    const own = send(budget, 10, 1_000);
    budget.giveBack(counted, 1_500);
    expect(requestsOf(budget.takeCounted(2_000)) + 20 + own).toBe(60);
  });

  test("no request is lost between receipts and counts, and quiet budgets are forgotten", () => {
    const budget = new RefusalBudget();
    let own = 0;
    let counted = 0;
    for (let second = 0; second < 60; second += 1) {
      own += send(budget, 37, second * 1_000);
      counted += requestsOf(budget.takeCounted(second * 1_000 + 999));
    }
    expect(own + counted).toBe(60 * 37);
    expect(own).toBeLessThan(20 + 61);
    budget.takeCounted(10 * 60_000);
    expect(send(budget, 30, 10 * 60_000)).toBe(20);
  });

  test("beyond 5 000 budgets every request has its receipt: none vanishes, and memory stays bounded", () => {
    const budget = new RefusalBudget();
    for (let place = 0; place < 5_000; place += 1) send(budget, 1, 0, { sourceId: `source-${place}` });
    expect(send(budget, 100, 0, { sourceId: "one-more" })).toBe(100);
  });
});

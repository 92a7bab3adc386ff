import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { HOSTILE_PATTERNS } from "../cases/hostile-patterns.ts";
import { receiptIdOf } from "../support/answers.ts";
import { send } from "../support/http.ts";
import { expectRefused, manage } from "../support/manage.ts";
import { publish } from "../support/requests.ts";
import type { Attacker } from "../support/run-attacks.ts";
import { envelope } from "../support/texts.ts";

/** Patterns whose evaluation somebody wants to be slow: they are taken, and it is not. */
const SLOW_ELSEWHERE = [
  { type: "regex", value: "^(a+)+$", filters: [] },
  { type: "regex", value: "^(a|a)*b$", filters: [] },
  { type: "prefix", value: "a", filters: [{ field: "$..*..*", operator: "equals", value: "nowhere" }] },
  {
    type: "prefix",
    value: "a",
    filters: [{ field: "$..*..*..*..*", operator: "contains", value: "nowhere" }],
  },
];

const LONG_NAME = `${"a".repeat(254)}!`;

/** A payload of almost 1 MB, of as many objects in objects as an event may have. */
const WIDE_PAYLOAD = JSON.stringify({
  items: Array.from({ length: 12_000 }, (_, at) => ({ at, text: "x".repeat(30), in: { deep: [at] } })),
});

/** What an admin's pattern can do to the others: nothing. */
export function hostilePatterns({ site, surface, ledger, unharmed }: Attacker): void {
  const create = (rule: unknown) =>
    manage(site, surface, "POST", "/patterns", {
      name: `hostile ${randomUUID()}`,
      workflowId: site.workflowId,
      enabled: true,
      rule,
    });

  test.for(HOSTILE_PATTERNS)("$title is refused when it is saved", async ({ title, body, pointer }) => {
    const answer = await unharmed(() => create(body));
    expectRefused(answer, { title, body, pointer, problem: "invalid_request" });
  });

  test("what is slow elsewhere is taken, and slows nobody", async () => {
    for (const rule of SLOW_ELSEWHERE) {
      const { status, text } = await create(rule);
      expect(status, text).toBe(201);
    }
    const event = envelope({ pattern: JSON.stringify(LONG_NAME), payload: WIDE_PAYLOAD });
    const answer = await unharmed(() => send(surface.url, publish(site, event)));
    expect(answer.status, answer.text).toBe(202);
    expect(await ledger.settledReceipt(receiptIdOf(answer))).toMatchObject({ outcome: "stored" });
  });
}

import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { receiptIdOf } from "../support/answers.ts";
import { type Answer, send } from "../support/http.ts";
import { manage } from "../support/manage.ts";
import { publish } from "../support/requests.ts";
import type { Attacker } from "../support/run-attacks.ts";
import { envelope } from "../support/texts.ts";

/** What cannot be saved as a rule's expression. */
const REFUSED: readonly (readonly [title: string, expression: string])[] = [
  ["code of another language", "require('child_process')"],
  ["a constructor", "payload.constructor.constructor('return 1')()"],
  ["an expression that is not closed", "payload.total > ("],
  ["10 000 brackets", `${"(".repeat(10_000)}true${")".repeat(10_000)}`],
  ["an expression of 20 000 characters", `true${" && true".repeat(2_500)}`],
  ["a look-ahead", "payload.name.matches('^(?=a)b')"],
  ["a function that there is not", "fetch('http://example.com')"],
  ["a table that there is not", "exists_in('no-such-table', payload.name)"],
];

/** What is small to write and large to evaluate: refused when it is saved, or stopped when it is evaluated. */
const EXPLOSIVE: readonly (readonly [title: string, expression: string])[] = [
  ["loops in loops", "payload.items.all(a, payload.items.all(b, payload.items.all(c, a + b + c >= 0)))"],
  ["lists of lists", "payload.items.map(a, payload.items.map(b, payload.items)).size() > 0"],
  ["text that grows", `${"(".repeat(20)}payload.text${" + payload.text)".repeat(20)}.size() > 0`],
  ["an expression that is slow elsewhere", "payload.text.matches('^(a+)+$')"],
];

/** Some 100 kB of numbers, and as much text. */
const PAYLOAD = JSON.stringify({
  items: Array.from({ length: 20_000 }, (_, at) => at),
  text: `${"a".repeat(100_000)}!`,
});

/** What an admin's rule can do to the others: nothing. */
export function hostileRules({ site, surface, ledger, unharmed }: Attacker): void {
  const newName = () => `attack.rule-${randomUUID()}`;

  function save(pattern: string, expression: string): Promise<Answer> {
    return manage(site, surface, "POST", "/rules", {
      name: `hostile ${randomUUID()}`,
      severity: "refuse",
      appliesTo: { type: "exact", value: pattern, filters: [] },
      rule: { kind: "check", expression, message: "It is not so." },
    });
  }

  test.for(REFUSED)("%s is refused when it is saved", async ([, expression]) => {
    const answer = await unharmed(() => save(newName(), expression));
    expect(answer.status, answer.text).toBe(422);
    expect(answer.headers["content-type"]).toBe("application/problem+json");
  });

  test.for(EXPLOSIVE)(
    "%s: the event is marked and not lost, and the next one is judged",
    async ([, expression]) => {
      const pattern = newName();
      const saved = await unharmed(() => save(pattern, expression));
      expect([201, 422], saved.text).toContain(saved.status);
      const event = envelope({ pattern: JSON.stringify(pattern), payload: PAYLOAD });
      const answer = await unharmed(() => send(surface.url, publish(site, event)));
      expect(answer.status, answer.text).toBe(202);
      const receipt = await ledger.settledReceipt(receiptIdOf(answer));
      expect(["stored", "rejected", "quarantined"]).toContain(receipt.outcome);
      const next = await send(surface.url, publish(site, envelope()));
      expect(await ledger.settledReceipt(receiptIdOf(next))).toMatchObject({ outcome: "stored" });
    },
  );
}

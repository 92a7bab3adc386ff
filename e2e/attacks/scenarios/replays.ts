import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { receiptIdOf } from "../support/answers.ts";
import { send } from "../support/http.ts";
import { publish, stripeEvent, stripeWebhook, webhook } from "../support/requests.ts";
import type { Attacker } from "../support/run-attacks.ts";
import { envelope } from "../support/texts.ts";

const WRONG_SIGNATURE = `sha256=${"0".repeat(64)}`;
const WRONG_KEY = `Bearer tid_${"x".repeat(43)}`;

/** Duplicates are told after verification: before it, nobody learns of an id, and nobody takes one. */
export function replays({ site, surface, ledger, unharmed }: Attacker): void {
  const outcomeOf = async (request: Parameters<typeof send>[1]) => {
    const answer = await send(surface.url, request);
    expect(answer.status).toBe(202);
    return (await ledger.settledReceipt(receiptIdOf(answer))).outcome;
  };

  test("an exact replay inside of the window is a duplicate, and is dispatched once", async () => {
    const body = stripeEvent("attack.dispatched");
    const request = stripeWebhook(site, body, 200);
    expect(await outcomeOf(request)).toBe("stored");
    expect(await unharmed(() => outcomeOf(request))).toBe("duplicate");
    const { id }: { id: string } = JSON.parse(body);
    const rows = await ledger.sql`
      select deliveries.id from deliveries join events on events.id = event_row_id where event_id like ${`%:${id}`}`;
    expect(rows).toHaveLength(1);
  });

  test("a wrong signature neither learns that a delivery is known nor takes the id of one to come", async () => {
    const headers = { "x-github-delivery": randomUUID() };
    const forged = webhook(site, "{}", { headers: { ...headers, "x-hub-signature-256": WRONG_SIGNATURE } });
    const before = await unharmed(() => send(surface.url, forged));
    expect(await outcomeOf(webhook(site, "{}", { headers }))).toBe("stored");
    const after = await unharmed(() => send(surface.url, forged));
    expect([before.status, after.status]).toEqual([401, 401]);
    expect(await outcomeOf(webhook(site, "{}", { headers }))).toBe("duplicate");
  });

  test("a wrong key neither learns of an event nor uses an Idempotency-Key up", async () => {
    const body = envelope();
    const idempotent = { "idempotency-key": randomUUID() };
    const forged = publish(site, body, { headers: { ...idempotent, authorization: WRONG_KEY } });
    const before = await unharmed(() => send(surface.url, forged));
    expect(await outcomeOf(publish(site, body, { headers: idempotent }))).toBe("stored");
    const after = await unharmed(() => send(surface.url, forged));
    expect([before.status, after.status]).toEqual([401, 401]);
  });

  test("an Idempotency-Key for another body is refused, and the first answer is given again for the same", async () => {
    const headers = { "idempotency-key": randomUUID() };
    const [body, other] = [envelope(), envelope()];
    const first = await send(surface.url, publish(site, body, { headers }));
    const again = await send(surface.url, publish(site, body, { headers }));
    const reused = await unharmed(() => send(surface.url, publish(site, other, { headers })));
    expect([first.status, again.status, reused.status]).toEqual([202, 202, 422]);
    expect(again.text).toBe(first.text);
    expect(JSON.parse(reused.text)).toMatchObject({ type: "/errors/idempotency_key_reused" });
  });
}

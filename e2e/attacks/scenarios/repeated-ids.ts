import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { eventually } from "#e2e/support/publish.ts";
import { receiptIdOf } from "../support/answers.ts";
import { DISPATCHED } from "../support/attack-site.ts";
import { type Answer, type RawRequest, send } from "../support/http.ts";
import { publish, stripeEvent, stripeWebhook } from "../support/requests.ts";
import type { Attacker } from "../support/run-attacks.ts";
import { envelope, times } from "../support/texts.ts";

const AT_ONCE = 100;

/** One event id again and again: at once, later, with another body. */
export function repeatedIds({ site, surface, ledger, unharmed }: Attacker): void {
  /** @param prepare is called for each try, so that none meets what an earlier one left */
  const sendAtOnce = (prepare: () => (index: number) => RawRequest) =>
    unharmed(() => {
      const make = prepare();
      return Promise.all(times(AT_ONCE, (index) => send(surface.url, make(index))));
    });

  /** How the requests' items were settled, and how often a workflow runs for their one event. */
  async function outcomes(answers: readonly Answer[]) {
    const receipts = await Promise.all(answers.map((answer) => ledger.settledReceipt(receiptIdOf(answer))));
    const [first] = answers;
    const [eventId = ""] = first ? await ledger.eventIds(receiptIdOf(first)) : [];
    const [row] = await ledger.sql`
      select count(distinct events.id)::int as rows, count(deliveries.id)::int as deliveries
      from events left join deliveries on event_row_id = events.id where event_id = ${eventId}`;
    return {
      ...row,
      stored: receipts.filter(({ outcome }) => outcome === "stored").length,
      duplicate: receipts.filter(({ outcome }) => outcome === "duplicate").length,
    };
  }

  const ONCE = { rows: 1, deliveries: 1, stored: 1, duplicate: AT_ONCE - 1 };

  test("100 times at once, published: one row, one delivery, 100 equal answers", async () => {
    const answers = await sendAtOnce(() => {
      const body = envelope({ pattern: JSON.stringify(DISPATCHED.published) });
      return () => publish(site, body);
    });
    expect(new Set(answers.map(shapeOf)).size).toBe(1);
    expect(answers[0]?.status).toBe(202);
    expect(await outcomes(answers)).toEqual(ONCE);
  });

  test("100 times at once, as a signed webhook: one row, one delivery, 100 equal answers", async () => {
    const answers = await sendAtOnce(() => {
      const body = stripeEvent("attack.dispatched");
      return () => stripeWebhook(site, body);
    });
    expect(new Set(answers.map(shapeOf)).size).toBe(1);
    expect(answers[0]?.status).toBe(202);
    expect(await outcomes(answers)).toEqual(ONCE);
  });

  test("100 times at once under one Idempotency-Key: one receipt, and 100 answers that name it", async () => {
    const answers = await sendAtOnce(() => {
      const body = envelope();
      const headers = { "idempotency-key": randomUUID() };
      return () => publish(site, body, { headers });
    });
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers.filter(({ headers }) => headers["idempotency-replayed"] === "true")).toHaveLength(
      AT_ONCE - 1,
    );
    const [answer] = answers;
    expect(answer && (await ledger.settledReceipt(receiptIdOf(answer))).items).toEqual({ stored: 1 });
  });

  test("100 bodies at once under one id: the first is kept, and the others are conflicts", async () => {
    const answers = await sendAtOnce(() => {
      const eventId = JSON.stringify(`attack_${randomUUID()}`);
      return (index) => publish(site, envelope({ eventId, payload: `{"n":${index}}` }));
    });
    const receipts = await Promise.all(answers.map((answer) => ledger.settledReceipt(receiptIdOf(answer))));
    const counted = Object.groupBy(receipts, ({ outcome }) => outcome);
    expect([counted["stored"]?.length, counted["conflict"]?.length]).toEqual([1, AT_ONCE - 1]);
  });

  test("twice in one list: stored, and a duplicate", async () => {
    const answer = await unharmed(() => {
      const event = envelope();
      return send(surface.url, publish(site, `[${event},${event}]`));
    });
    expect((await ledger.settledReceipt(receiptIdOf(answer))).items).toEqual({ stored: 1, duplicate: 1 });
  });

  test("with another body: a conflict that the sender is told of, and the first is kept", async () => {
    const eventId = `attack_${randomUUID()}`;
    const first = envelope({ eventId: JSON.stringify(eventId), payload: '{"n":1}' });
    const other = envelope({ eventId: JSON.stringify(eventId), payload: '{"n":2}' });
    const waiting = { headers: { prefer: "wait=20" } };
    expect((await send(surface.url, publish(site, first, waiting))).status).toBe(200);
    const answer = await unharmed(() => send(surface.url, publish(site, other, waiting)));
    expect(answer).toMatchObject({ status: 409 });
    expect(JSON.parse(answer.text)).toMatchObject({ type: "/errors/different_content", status: 409 });
    const stored = await eventually(
      async () => (await ledger.sql`select payload::text as text from events where event_id = ${eventId}`)[0],
    );
    expect(stored["text"]).toBe('{"n": 1}');
  });
}

/** An answer without what is each request's own. */
function shapeOf({ status, text }: Answer): string {
  return `${status} ${text.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, "<id>")}`;
}

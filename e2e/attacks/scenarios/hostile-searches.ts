import { expect, test } from "vitest";
import { receiptIdOf } from "../support/answers.ts";
import { send } from "../support/http.ts";
import { listWebhook } from "../support/requests.ts";
import type { Attacker } from "../support/run-attacks.ts";
import { listed } from "../support/texts.ts";

/** What a filter would be if its text went into a statement, a pattern or a path. */
const HOSTILE_TEXTS = [
  "'; drop table events; --",
  "' or '1'='1",
  "%' union select text from sources --",
  "\\",
  "%",
  "_",
  "$(id)",
  "{{7*7}}",
  "\u0000",
  "\u{202e}",
  `{"$gt":""}`,
  "*".repeat(5_000),
];

const PARAMETERS = ["pattern", "eventId", "sourceId", "correlationId", "cursor", "from"];

/** What a search can do but find: nothing. */
export function hostileSearches({ site, surface, ledger, unharmed }: Attacker): void {
  const search = (query: Readonly<Record<string, string>>) =>
    send(surface.url, {
      method: "GET",
      path: `/api/v1/events?${new URLSearchParams(query)}`,
      headers: { authorization: `Bearer ${site.readKey}` },
      body: Buffer.alloc(0),
    });

  test.for(PARAMETERS)("%s is a parameter, whatever is in it", async (parameter) => {
    for (const text of HOSTILE_TEXTS) {
      const { status, text: body } = await unharmed(() => search({ [parameter]: text }));
      expect([200, 400, 422], `${text}: ${body}`).toContain(status);
      if (status === 200) expect(JSON.parse(body)).toMatchObject({ items: [] });
      else expect(JSON.parse(body)).toMatchObject({ type: "/errors/invalid_request" });
    }
  });

  test("nobody chooses the column that is sorted by", async () => {
    for (const parameter of ["sort", "order", "orderBy", "columns"]) {
      const { status, text } = await search({ [parameter]: "payload; drop table events" });
      expect(status, text).toBeGreaterThanOrEqual(400);
      expect(status, text).toBeLessThan(500);
    }
  });

  test("text that looks like a template stays text", async () => {
    const id = `{header:authorization} {$.secret} ${Math.random()}`;
    const body = `{"events":[${listed({ id: JSON.stringify(id), secret: '"told"' })}]}`;
    const answer = await unharmed(() => send(surface.url, listWebhook(site, body)));
    expect(answer.status, answer.text).toBe(202);
    const receiptId = receiptIdOf(answer);
    await ledger.settledReceipt(receiptId);
    expect(await ledger.eventIds(receiptId)).toEqual([expect.stringContaining(id)]);
  });
}

import { randomUUID } from "node:crypto";
import { CloudEvent, HTTP } from "cloudevents";
import { beforeAll, describe, expect, test } from "vitest";
import { eventually } from "#e2e/support/publish.ts";
import { seedApiKey } from "#e2e/support/seed.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { SPECIFICATION_EXAMPLE } from "#e2e/support/specification-example.ts";
import { doorAt } from "#server/doors/doors.ts";

interface Answer {
  readonly receiptId: string;
  readonly type?: string;
  readonly items?: readonly { readonly item: number; readonly outcome: string; readonly problem?: object }[];
}

describe("publishing", () => {
  const stack = sharedRuntime({ withWorkers: true });
  let apiKey: string;

  beforeAll(async () => {
    await stack.ctx.db.sql`update sources set configuration = '{"maxBodyBytes": 1048576}' where key = 'api'`;
    apiKey = await seedApiKey(stack.runtime);
  });

  const event = (eventId: string, more: object = {}) => ({ ...SPECIFICATION_EXAMPLE, eventId, ...more });

  async function post(body: string, headers: Record<string, string> = {}) {
    const request = new Request("http://tidings.test/api/v1/events", {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${apiKey}`, ...headers },
      body,
    });
    const response = await doorAt(stack.runtime.doors, "POST", "/api/v1/events")?.(request, null);
    if (!response) throw new Error("No door answers.");
    const answer: Answer = await response.json();
    return { status: response.status, headers: response.headers, answer };
  }

  const outcomes = ({ items }: Answer) => items?.map(({ outcome }) => outcome);

  const stored = async (eventId: string) => {
    const [row] = await stack.ctx.db.sql<{ pattern: string; payload: string; metadata: unknown }[]>`
      select pattern, payload::text as payload, metadata from events where event_id = ${eventId}`;
    return row;
  };

  describe("Prefer: wait (RFC 7240)", () => {
    test("answers with what became of the event", async () => {
      const once = await post(JSON.stringify(event("wait-1")), { prefer: "respond-async, wait=10" });
      expect([once.status, once.headers.get("preference-applied")]).toEqual([200, "wait=10"]);
      expect(once.answer.items).toEqual([{ item: 0, outcome: "stored", eventId: "wait-1" }]);
      const twice = await post(JSON.stringify(event("wait-1")), { prefer: "wait=10" });
      expect([twice.status, outcomes(twice.answer)]).toEqual([200, ["duplicate"]]);
      const other = await post(JSON.stringify(event("wait-1", { payload: { other: true } })), {
        prefer: "wait=10",
      });
      expect([other.status, other.answer.type]).toEqual([409, "/errors/different_content"]);
    });

    test("without it the answer is a receipt, and where to read it", async () => {
      const { status, headers, answer } = await post(JSON.stringify(event("no-wait")));
      expect(status).toBe(202);
      expect(headers.get("location")).toBe(`/api/v1/receipts/${answer.receiptId}`);
      expect(headers.get("tidings-receipt-id")).toBe(answer.receiptId);
    });
  });

  describe("many events", () => {
    test("an array: each item has its own verdict, and keeps its digits", async () => {
      const good = JSON.stringify(event("array-1", { payload: {} })).replace(
        '"payload":{}',
        '"payload":{"n":9007199254740993}',
      );
      const { status, answer } = await post(`[${good},{"eventId":"array-2"},5]`, { prefer: "wait=10" });
      expect([status, outcomes(answer)]).toEqual([200, ["stored", "rejected", "rejected"]]);
      expect(answer.items?.[1]?.problem).toMatchObject({
        type: "/errors/invalid_envelope",
        pointer: expect.stringMatching(/^\/1/),
      });
      expect((await stored("array-1"))?.payload).toBe('{"n": 9007199254740993}');
    });

    test("an array of one is answered with a list, wait or not", async () => {
      const { status, answer } = await post(JSON.stringify([event("array-of-one")]));
      expect([status, outcomes(answer)]).toEqual([202, ["pending"]]);
    });

    test("NDJSON with one bad line of 500: 499 stored, one verdict", async () => {
      const lines = Array.from({ length: 500 }, (_, line) =>
        line === 250 ? '{"eventId":' : JSON.stringify(event(`line-${line}`)),
      );
      const { status, answer } = await post(lines.join("\n"), {
        "content-type": "application/x-ndjson",
        prefer: "wait=20",
      });
      expect(status).toBe(200);
      expect(outcomes(answer)?.filter((outcome) => outcome === "stored")).toHaveLength(499);
      expect(answer.items?.[250]).toMatchObject({
        outcome: "rejected",
        problem: { type: "/errors/malformed_json" },
      });
    });

    test("where every event is wrong the request is refused", async () => {
      expect((await post("[5,6]")).status).toBe(400);
      expect((await post("[]")).status).toBe(400);
    });
  });

  describe("Idempotency-Key", () => {
    test("the same request again has the same answer and no second receipt, even at once", async () => {
      const body = JSON.stringify(event("idempotent-1"));
      const headers = { "idempotency-key": `"${randomUUID()}"` };
      const answers = await Promise.all(Array.from({ length: 20 }, () => post(body, headers)));
      expect(new Set(answers.map(({ answer }) => answer.receiptId)).size).toBe(1);
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 202));
      expect(answers.filter(({ headers: own }) => own.get("idempotency-replayed") === "true")).toHaveLength(
        19,
      );
      const [count] = await stack.ctx.db.sql<{ count: number }[]>`
        select count(*)::int as count from receipts where body = ${Buffer.from(body)}`;
      expect(count?.count).toBe(1);
    });

    test("the same key for another request is refused; a refused request leaves its key free", async () => {
      const headers = { "idempotency-key": randomUUID() };
      expect((await post("{", headers)).status).toBe(400);
      expect((await post(JSON.stringify(event("idempotent-2")), headers)).status).toBe(202);
      const { status, answer } = await post(JSON.stringify(event("idempotent-3")), headers);
      expect([status, answer.type]).toEqual([422, "/errors/idempotency_key_reused"]);
      expect(await stored("idempotent-3")).toBeUndefined();
    });

    test("those who wait for one receipt are all told at once", async () => {
      const body = JSON.stringify(event("idempotent-wait"));
      const headers = { "idempotency-key": randomUUID(), prefer: "wait=10" };
      const answers = await Promise.all(Array.from({ length: 5 }, () => post(body, headers)));
      expect(answers.map(({ status, answer }) => [status, outcomes(answer)])).toEqual(
        Array.from({ length: 5 }, () => [200, ["stored"]]),
      );
    });

    test("the same bytes with other headers are another CloudEvent", async () => {
      const headers = {
        "ce-specversion": "1.0",
        "ce-type": "invoice.created",
        "ce-source": "/integration/xero_main",
        "idempotency-key": randomUUID(),
      };
      expect((await post("{}", { ...headers, "ce-id": "idempotent-ce-1" })).status).toBe(202);
      expect((await post("{}", { ...headers, "ce-id": "idempotent-ce-2" })).status).toBe(422);
    });

    test("publishers do not share their keys", async () => {
      const headers = { "idempotency-key": "1" };
      const other = { ...headers, authorization: `Bearer ${await seedApiKey(stack.runtime)}` };
      expect((await post(JSON.stringify(event("of-one")), headers)).status).toBe(202);
      expect((await post(JSON.stringify(event("of-another")), other)).status).toBe(202);
    });

    test("a key that is none is refused", async () => {
      for (const key of ["", " ", '""', "k".repeat(256), "ключ"]) {
        const { status } = await post(JSON.stringify(event("no-key")), {
          "idempotency-key": Buffer.from(key).toString("latin1"),
        });
        expect([key, status]).toEqual([key, 400]);
      }
    });
  });

  describe("CloudEvents, sent by their own SDK", () => {
    const cloudEvent = (id: string) =>
      new CloudEvent({
        id,
        type: "invoice.created",
        source: "/integration/xero_main",
        time: "2024-03-15T10:00:00Z",
        subject: "client/client_123",
        data: { amount: 1500 },
        correlationid: "corr-1",
        shape: "unknown",
      });

    const send = (message: { headers: unknown; body: unknown }) => {
      const headers = Object.fromEntries(
        Object.entries(Object(message.headers)).map(([name, value]) => [name, String(value)]),
      );
      return post(String(message.body), { ...headers, prefer: "wait=10" });
    };

    test.each([
      ["binary", HTTP.binary],
      ["structured", HTTP.structured],
    ])("%s", async (mode, encode) => {
      const { status, answer } = await send(encode(cloudEvent(`ce-${mode}`)));
      expect([status, outcomes(answer)]).toEqual([200, ["stored"]]);
      expect(await stored(`ce-${mode}`)).toMatchObject({
        pattern: "invoice.created",
        payload: '{"amount": 1500}',
        metadata: { correlationId: "corr-1", context: { type: "client", id: "client_123" } },
      });
    });

    test("batched", async () => {
      const events = ["ce-batch-1", "ce-batch-2"].map((id) => cloudEvent(id).toJSON());
      const { status, answer } = await send({
        headers: { "content-type": "application/cloudevents-batch+json" },
        body: JSON.stringify(events),
      });
      expect([status, outcomes(answer)]).toEqual([200, ["stored", "stored"]]);
    });

    test("an empty batch is valid, and holds nothing to store", async () => {
      const { status, answer } = await send({
        headers: { "content-type": "Application/CloudEvents-Batch+JSON" },
        body: "[]",
      });
      expect([status, answer.items]).toEqual([202, []]);
      const [receipt] = await stack.ctx.db.sql`select outcome from receipts where id = ${answer.receiptId}`;
      expect(receipt?.["outcome"]).toBe("answered");
    });

    test("headers are percent-decoded by the letter, and an invalid escape is refused", async () => {
      const headers = {
        "ce-specversion": "1.0",
        "ce-id": "ce-percent",
        "ce-type": "invoice.created",
        "ce-source": "/integration/xero_main",
        "ce-subject": "client/caf%C3%A9%20%22x%22",
      };
      expect((await post('{"a":1}', { ...headers, prefer: "wait=10" })).status).toBe(200);
      expect((await stored("ce-percent"))?.metadata).toMatchObject({
        context: { type: "client", id: 'café "x"' },
      });
      const invalid = await post('{"a":1}', { ...headers, "ce-id": "ce-invalid", "ce-subject": "%C3%28" });
      expect(invalid.status).toBe(400);
    });

    test("the hand-shake of webhooks", async () => {
      const request = new Request("http://tidings.test/api/v1/events", {
        method: "OPTIONS",
        headers: { "webhook-request-origin": "events.example.com" },
      });
      const response = await doorAt(stack.runtime.doors, "OPTIONS", "/api/v1/events")?.(request, null);
      expect(response?.status).toBe(200);
      expect(response?.headers.get("webhook-allowed-origin")).toBe("events.example.com");
      expect(response?.headers.get("allow")).toContain("POST");
    });
  });

  test("a flood of hand-shakes leaves few receipts, and all of it is counted", async () => {
    const { sql } = stack.ctx.db;
    const ask = () =>
      stack.runtime.doors.publish(
        new Request("http://tidings.test/api/v1/events", {
          method: "OPTIONS",
          headers: { "webhook-request-origin": "flood.example.com" },
        }),
        null,
      );
    const [before] = await sql<{ requests: number }[]>`
      select coalesce(sum(requests), 0)::int as requests from receipts where method = 'OPTIONS'`;
    await Promise.all(Array.from({ length: 300 }, ask));
    const found = await eventually(async () => {
      const [row] = await sql<{ requests: number; receipts: number }[]>`
        select sum(requests)::int as requests, count(*)::int as receipts from receipts where method = 'OPTIONS'`;
      return row && row.requests === (before?.requests ?? 0) + 300 ? row : null;
    });
    expect(found.receipts).toBeLessThan(60);
  });

  test("a key over its own limit does not use up that of the others", async () => {
    const { sql } = stack.ctx.db;
    const [greedy, modest] = [await seedApiKey(stack.runtime), await seedApiKey(stack.runtime)];
    await sql`update api_keys set rate_limit = '{"requests": 2, "windowSeconds": 60, "burst": 0}'
      where id = (select id from api_keys order by id desc offset 1 limit 1)`;
    await sql`update sources set configuration = configuration
      || '{"rateLimit": {"requests": 10, "windowSeconds": 60, "burst": 0}}' where key = 'api'`;
    await stack.ctx.sources.refresh();
    const send = async (key: string, n: number) =>
      (await post(JSON.stringify(event(`shared-${n}`)), { authorization: `Bearer ${key}` })).status;
    const refused = [];
    for (let n = 0; n < 12; n += 1) refused.push(await send(greedy, n));
    expect(refused.filter((status) => status === 429)).toHaveLength(10);
    expect(await send(modest, 100)).toBe(202);
    await sql`update sources set configuration = configuration - 'rateLimit' where key = 'api'`;
    await stack.ctx.sources.refresh();
  });

  test("a key's own limit: 429 with Retry-After, the limit in every answer, and nothing stored", async () => {
    const { sql } = stack.ctx.db;
    const limited = await seedApiKey(stack.runtime);
    await sql`update api_keys set rate_limit = '{"requests": 2, "windowSeconds": 60, "burst": 0}'
      where id = (select id from api_keys order by id desc limit 1)`;
    await stack.ctx.sources.refresh();
    const authorization = { authorization: `Bearer ${limited}` };
    const answers = [];
    for (const n of [1, 2, 3]) answers.push(await post(JSON.stringify(event(`limited-${n}`)), authorization));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 429]);
    expect(answers[0]?.headers.get("ratelimit-policy")).toBe('"key";q=2;w=60');
    expect(answers[0]?.headers.get("ratelimit")).toMatch(/^"key";r=1;t=\d+$/);
    expect(Number(answers[2]?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await stored("limited-3")).toBeUndefined();
  });
});

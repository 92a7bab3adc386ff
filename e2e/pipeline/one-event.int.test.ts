import { createServer, type Server } from "node:http";
import { text } from "node:stream/consumers";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, githubRequest, publishRequest } from "#e2e/support/publish.ts";
import { seedApiKey, seedGithubSource, seedWorkflow } from "#e2e/support/seed.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { SPECIFICATION_EXAMPLE } from "#e2e/support/specification-example.ts";
import { describeForEachQueue } from "#e2e/support/test-database.ts";

const SECRET = "a-secret-of-the-test";

describeForEachQueue("the way of one event", (backend) => {
  const stack = sharedRuntime({ backend, withWorkers: true });
  let apiKey: string;

  beforeAll(async () => {
    await seedGithubSource(stack.runtime, "github", SECRET);
    apiKey = await seedApiKey(stack.runtime);
  });

  const post = async (request: Request) => {
    const door = new URL(request.url).pathname.startsWith("/api/v1/")
      ? stack.runtime.doors.publish
      : stack.runtime.doors.webhook;
    const response = await door(request, "127.0.0.1");
    const body: { receiptId: string; type?: string; pointer?: string } = await response.json();
    return { status: response.status, ...body };
  };

  const settled = (receiptId: string) =>
    eventually(async () => {
      const [row] = await stack.ctx.db.sql<{ outcome: string; reason: string | null }[]>`
        select outcome, reason from receipts where id = ${receiptId} and outcome <> 'pending'`;
      return row;
    });

  test("a signed webhook becomes an event, a match and a delivery", async () => {
    await seedWorkflow(stack.runtime, {
      name: "pushes",
      target: { kind: "log" },
      pattern: { type: "exact", value: "github.push", filters: [] },
    });
    const body = '{"ref":"refs/heads/main","size":9007199254740993}';
    const answer = await post(
      githubRequest({ source: "github", secret: SECRET, event: "push", body, delivery: "d-1" }),
    );
    expect(answer.status).toBe(202);
    expect(await settled(answer.receiptId)).toEqual({ outcome: "stored", reason: null });
    const [event] = await stack.ctx.db.sql`
      select event_id, pattern, source, payload::text as payload from events where event_id = 'github:d-1'`;
    expect(event).toMatchObject({ pattern: "github.push", source: { type: "integration", id: "github" } });
    expect(event?.["payload"]).toContain("9007199254740993");
    await eventually(async () => {
      const [delivery] = await stack.ctx.db.sql`
        select status from deliveries join events on events.id = deliveries.event_row_id
        where event_id = 'github:d-1' and status = 'succeeded'`;
      return delivery;
    });
  });

  test("the same event twice is one row, and the second receipt says duplicate", async () => {
    const body = JSON.stringify(SPECIFICATION_EXAMPLE);
    const first = await post(publishRequest(apiKey, body));
    expect((await settled(first.receiptId)).outcome).toBe("stored");
    const second = await post(publishRequest(apiKey, body));
    expect(await settled(second.receiptId)).toEqual({ outcome: "duplicate", reason: null });
    const changed = await post(
      publishRequest(apiKey, JSON.stringify({ ...SPECIFICATION_EXAMPLE, payload: { amount: 1 } })),
    );
    expect(await settled(changed.receiptId)).toEqual({ outcome: "conflict", reason: "different_content" });
    const rows = await stack.ctx.db.sql`
      select "timestamp", payload::text from events where event_id = 'evt_123abc'`;
    expect(rows).toHaveLength(1);
    expect(rows[0]?.["timestamp"]).toBe("2024-03-15T10:00:00Z");
  });

  test("an event's source keeps the digits of the members that it has besides", async () => {
    const body = JSON.stringify({ ...SPECIFICATION_EXAMPLE, eventId: "evt_shard" });
    const { receiptId } = await post(
      publishRequest(apiKey, body.replace('"xero_main"', '"xero_main","shard":9007199254740993')),
    );
    expect((await settled(receiptId)).outcome).toBe("stored");
    const [event] = await stack.ctx.db.sql`
      select source::text as source from events where event_id = 'evt_shard'`;
    expect(event?.source).toContain("9007199254740993");
  });

  test("the same event a hundred times at once is one row with one delivery", async () => {
    await seedWorkflow(stack.runtime, {
      name: "storms",
      target: { kind: "log" },
      pattern: { type: "prefix", value: "storm.", filters: [] },
    });
    const body = JSON.stringify({ ...SPECIFICATION_EXAMPLE, eventId: "evt_storm", pattern: "storm.began" });
    const answers = await Promise.all(Array.from({ length: 100 }, () => post(publishRequest(apiKey, body))));
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]));
    const outcomes = await Promise.all(
      answers.map(async ({ receiptId }) => (await settled(receiptId)).outcome),
    );
    expect(outcomes.filter((outcome) => outcome === "stored")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "duplicate")).toHaveLength(99);
    const deliveries = await stack.ctx.db.sql`
      select 1 from deliveries join events on events.id = event_row_id where event_id = 'evt_storm'`;
    expect(deliveries).toHaveLength(1);
  });

  test("a time with the widest zone of RFC 3339, which Postgres does not read, is stored in UTC", async () => {
    const event = { ...SPECIFICATION_EXAMPLE, eventId: "evt_far", timestamp: "2024-03-15T10:00:00+23:59" };
    const { receiptId } = await post(publishRequest(apiKey, JSON.stringify(event)));
    expect((await settled(receiptId)).outcome).toBe("stored");
    const [row] = await stack.ctx.db.sql`select "timestamp" from events where event_id = 'evt_far'`;
    expect(row?.timestamp).toBe("2024-03-14T10:01:00Z");
  });

  test("a receipt whose job was lost is found by the reconciler", async () => {
    const [receipt] = await stack.ctx.db.sql<{ id: string }[]>`
      insert into receipts (id, received_at, door, source_id, source_key, method, path, headers, body, body_bytes, status, outcome)
      select ${stack.ctx.newId()}, now(), 'rest', id, key, 'POST', '/',
        '{"content-type": "application/json"}',
        convert_to(${JSON.stringify({ ...SPECIFICATION_EXAMPLE, eventId: "evt_orphan" })}, 'UTF8'), 1, 202, 'pending'
      from sources where key = 'api' returning id`;
    expect((await settled(receipt?.id ?? "")).outcome).toBe("stored");
  });

  describe("an HTTP target", () => {
    let target: Server;
    const calls: { headers: Record<string, string>; body: string }[] = [];
    let status = 200;

    beforeAll(async () => {
      target = createServer((request, response) => {
        void text(request).then((body) => {
          const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
          calls.push({ headers: Object.fromEntries(headers), body });
          response.writeHead(status).end("thanks");
        });
      });
      await new Promise<void>((resolve) => target.listen(0, "127.0.0.1", resolve));
    });

    afterAll(() => target.close());

    test("gets the event, signed so that the Standard Webhooks library verifies it", async () => {
      const address = target.address();
      if (typeof address !== "object" || address === null) throw new Error("no port");
      const { signingSecret } = await seedWorkflow(stack.runtime, {
        name: "to http",
        target: { kind: "http", url: `http://127.0.0.1:${address.port}/hook`, timeoutMs: 5000 },
        pattern: {
          type: "exact",
          value: "order.placed",
          filters: [{ field: "$.payload.total", operator: "gt", value: 10 }],
        },
      });
      const event = {
        ...SPECIFICATION_EXAMPLE,
        eventId: "evt_order",
        pattern: "order.placed",
        payload: { total: 12.5 },
      };
      await post(publishRequest(apiKey, JSON.stringify(event)));
      const call = await eventually(async () => calls[0]);
      expect(new Webhook(signingSecret).verify(call.body, call.headers)).toEqual(event);
    });

    test("that fails is tried again later, and its answer is kept", async () => {
      status = 500;
      const event = {
        ...SPECIFICATION_EXAMPLE,
        eventId: "evt_order_2",
        pattern: "order.placed",
        payload: { total: 99 },
      };
      await post(publishRequest(apiKey, JSON.stringify(event)));
      const attempt = await eventually(async () => {
        const [row] = await stack.ctx.db.sql`
          select attempts.status_code, attempts.response, deliveries.status, deliveries.due_at > now() as later
          from attempts join deliveries on deliveries.id = delivery_id join events on events.id = event_row_id
          where event_id = 'evt_order_2'`;
        return row;
      });
      expect(attempt).toEqual({
        status_code: 500,
        response: { body: "thanks" },
        status: "retrying",
        later: true,
      });
    });
  });

  test.each([
    ["a wrong signature", { signature: `sha256=${"0".repeat(64)}` }, 401, "quarantined", "bad_signature"],
    ["no signature", { signature: null }, 401, "quarantined", "missing_signature"],
    ["a body over the limit", { body: `"${"x".repeat(70_000)}"` }, 413, "rejected", "too_large"],
    ["a body that is not JSON", { body: "{" }, 400, "rejected", "malformed_json"],
    ["an unknown source", { source: "nobody" }, 404, "rejected", "unknown_source"],
  ])("%s is refused, and is a visible receipt", async (_, change, status, outcome, reason) => {
    const request = githubRequest({ source: "github", secret: SECRET, event: "push", body: "{}", ...change });
    const answer = await post(request);
    expect(answer.status).toBe(status);
    const [receipt] = await stack.ctx.db.sql`
      select outcome, reason, status from receipts where id = ${answer.receiptId}`;
    expect(receipt).toEqual({ outcome, reason, status });
  });
});

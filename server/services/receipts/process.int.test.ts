import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { longestWait } from "#e2e/support/longest-wait.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { SourceOverrides } from "#schemas/source-configuration.ts";
import { createPattern } from "../patterns/create.ts";
import { createSource } from "../sources/create.ts";
import { updateSource } from "../sources/update.ts";
import { createWorkflow } from "../workflows/create.ts";
import { processReceipts } from "./process.ts";

const SECRET = "a secret that is long enough";
const ENDLESS = "($f := function(){$f()}; $f())";

const stack = sharedRuntime();

async function addSource(key: string, configuration: SourceOverrides = {}): Promise<string> {
  const input = { key, name: key, preset: "bearer", secret: SECRET, configuration };
  const created = await createSource({ ctx: stack.ctx, input });
  if (created.outcome !== "created") throw new Error(created.outcome);
  return created.id;
}

/** Sends a webhook and returns its receipt's id. */
async function send(
  key: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<string> {
  const request = new Request(`http://tidings.test/api/webhooks/${key}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${SECRET}`, ...headers },
    body: typeof body === "string" ? body : new Uint8Array(body),
  });
  const response = await stack.runtime.doors.webhook(request, "203.0.113.9");
  const answer: unknown = await response.json();
  if (response.status === 202 && typeof answer === "object" && answer !== null && "receiptId" in answer) {
    return String(answer.receiptId);
  }
  throw new Error(`${response.status} ${JSON.stringify(answer)}`);
}

async function process(receiptIds: readonly string[]): Promise<void> {
  await processReceipts({ ctx: stack.runtime.ctx, input: { receiptIds } });
}

async function outcomesOf(receiptIds: readonly string[]) {
  const rows = await stack.ctx.db.sql<{ id: string; outcome: string; reason: string | null }[]>`
    select id, outcome, reason from receipts where id = any(${receiptIds}::uuid[]) order by id`;
  return rows.map(({ outcome, reason }) => (reason === null ? outcome : `${outcome}: ${reason}`));
}

async function itemsOf(receiptId: string) {
  return await stack.ctx.db.sql<
    { outcome: string; eventId: string | null; message: string | null; payload: string | null }[]
  >`
    select outcome, receipt_items.event_id as "eventId", detail ->> 'message' as message, payload::text as payload
    from receipt_items left join events on events.id = event_row_id
    where receipt_id = ${receiptId} order by item`;
}

describe("a transformation", () => {
  test("makes the payload that is stored, from the payload and what else is known", async () => {
    await addSource("shaped", {
      transformation: '{"total": $sum(lines.price), "name": $name, "id": $id, "kind": $headers."x-kind"}',
    });
    const id = await send("shaped", '{"id":"1","type":"order.made","lines":[{"price":2},{"price":3.5}]}', {
      "x-kind": "test",
    });
    await process([id]);
    expect(await itemsOf(id)).toMatchObject([{ outcome: "stored", eventId: "shaped:1" }]);
    expect(JSON.parse((await itemsOf(id))[0]?.payload ?? "")).toEqual({
      total: 5.5,
      name: "order.made",
      id: "shaped:1",
      kind: "test",
    });
  });

  test("sees no credentials", async () => {
    await addSource("curious", { transformation: '{"auth": $headers.authorization}' });
    const id = await send("curious", '{"id":"1"}');
    await process([id]);
    expect(await itemsOf(id)).toMatchObject([{ payload: '{"auth": "[redacted]"}' }]);
  });

  test.each([
    ["endless", ENDLESS, /timeout after 1000 milliseconds/],
    ["nothing", "missing", /gives nothing/],
    ["wrong", "$number('x')", /failed at character \d+ of the expression/],
    ["bomb", "{'a': $uppercase($pad('x', 300000000))}", /memory|ended/],
    ["unstorable", `{"a": "\\u0000"}`, /U\+0000/],
    ["large", "{'a': $pad('x', 70000)}", /70008 bytes; 65536 are allowed/],
  ])(
    "that fails (%s) holds the event back, and its neighbours are stored",
    async (key, transformation, message) => {
      await addSource(`bad-${key}`, { transformation });
      await addSource(`good-${key}`, { transformation: "{'ok': true}" });
      await addSource(`plain-${key}`);
      const ids = [
        await send(`good-${key}`, '{"id":"1"}'),
        await send(`bad-${key}`, '{"id":"1"}'),
        await send(`plain-${key}`, '{"id":"1"}'),
      ];
      await process(ids);
      expect(await outcomesOf(ids)).toEqual(["stored", "quarantined: transformation_failed", "stored"]);
      expect(await itemsOf(ids[1] ?? "")).toMatchObject([
        { outcome: "quarantined", eventId: `bad-${key}:1`, message: expect.stringMatching(message) },
      ]);
    },
  );

  test("that was mended stores the event under its own id when the receipt is processed once more", async () => {
    const mapping = { items: "$", eventId: ["{$.id}"], name: ["{$.type}"], time: [] };
    const sourceId = await addSource("mended", {
      mapping,
      transformation: '{"half": 10 / n, "n": $number(n)}',
    });
    const id = await send(
      "mended",
      '[{"id":"1","type":"a.b","n":2},{"id":"2","type":"a.b","n":"x"},{"id":"3"}]',
    );
    await process([id]);
    expect(await itemsOf(id)).toMatchObject([
      { outcome: "stored" },
      { outcome: "quarantined", eventId: "mended:2" },
      { outcome: "quarantined", eventId: null },
    ]);
    expect(await outcomesOf([id])).toEqual(["mixed"]);

    const configuration = { mapping, transformation: "{'n': n}" };
    await updateSource({ ctx: stack.ctx, input: { id: sourceId, version: 1, configuration } });
    await stack.ctx.sources.refresh();
    await reopen(id);
    await process([id]);
    expect(await itemsOf(id)).toMatchObject([
      { outcome: "stored", payload: '{"n": 2, "half": 5}' },
      { outcome: "stored", payload: '{"n": "x"}' },
      { outcome: "quarantined" },
    ]);
    expect(await outcomesOf([id])).toEqual(["mixed"]);
  });

  test("that is slow for every event lets its source's later receipts wait, and nobody else's", async () => {
    await addSource("slow", { transformation: ENDLESS });
    await addSource("quick", { transformation: "$" });
    const slow = await Promise.all(Array.from({ length: 12 }, (_, n) => send("slow", `{"id":"${n}"}`)));
    const quick = await Promise.all(Array.from({ length: 12 }, (_, n) => send("quick", `{"id":"${n}"}`)));
    await process([...slow, ...quick]);
    expect(new Set(await outcomesOf(quick))).toEqual(new Set(["stored"]));
    const outcomes = await outcomesOf(slow);
    const held = outcomes.filter((outcome) => outcome.startsWith("quarantined"));
    expect(held.length).toBeGreaterThan(0);
    expect(outcomes.filter((outcome) => outcome === "pending").length).toBe(12 - held.length);
    expect(held.length).toBeLessThan(12);
  });
});

describe("a request", () => {
  const list = { mapping: { items: "$", eventId: ["{$.id}"], name: ["a.b"], time: [] } };

  test("without events is answered, and that is all", async () => {
    await addSource("empty", list);
    const id = await send("empty", "[]");
    await process([id]);
    expect(await outcomesOf([id])).toEqual(["answered"]);
    expect(await itemsOf(id)).toEqual([]);
  });

  test("with many events gives each of them its own verdict", async () => {
    await addSource("many", list);
    const id = await send("many", '[{"id":"1","n":9007199254740993},{"id":"1","n":2},7,{"id":"2"}]');
    await process([id]);
    expect(await itemsOf(id)).toMatchObject([
      { outcome: "stored", payload: '{"n": 9007199254740993, "id": "1"}' },
      { outcome: "conflict" },
      { outcome: "quarantined" },
      { outcome: "stored" },
    ]);
  });

  test("that is compressed is kept as it was sent, and read as what it means", async () => {
    await addSource("packed");
    const body = gzipSync('{"id":"1","type":"a.b","n":1.50}');
    const id = await send("packed", body, { "content-encoding": "gzip" });
    await process([id]);
    expect(await itemsOf(id)).toMatchObject([
      { outcome: "stored", payload: '{"n": 1.50, "id": "1", "type": "a.b"}' },
    ]);
    const [kept] = await stack.ctx.db.sql<{ body: Uint8Array }[]>`select body from receipts where id = ${id}`;
    expect(Buffer.from(kept?.body ?? []).equals(body)).toBe(true);
  });

  test("whose receipt is processed twice at once is stored once", async () => {
    await addSource("twice");
    const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => send("twice", `{"id":"${n}"}`)));
    await Promise.all([process(ids), process(ids), process(ids)]);
    expect(new Set(await outcomesOf(ids))).toEqual(new Set(["stored"]));
    for (const id of ids) expect(await itemsOf(id)).toHaveLength(1);
  });
});

/** As reverifying does: the receipt waits once more. */
async function reopen(receiptId: string): Promise<void> {
  await stack.ctx.db.sql`
    update receipts set outcome = 'pending', reason = null, processed_at = null where id = ${receiptId}`;
}

test("others have their turn while the events of a request are matched slowly", async () => {
  await addSource("slow-match", {
    mapping: { items: "$", eventId: ["{$.id}"], name: ["slow.match"], time: [] },
  });
  const workflow = await createWorkflow({
    ctx: stack.ctx,
    input: { name: "slow", target: { kind: "log" } },
  });
  if (workflow.outcome !== "created") throw new Error(workflow.outcome);
  const filters = Array.from({ length: 20 }, (_, at) => ({
    field: `$..*..*['k${at}']`,
    operator: "exists",
    value: true,
  }));
  const rule = { type: "exact", value: "slow.match", filters: [{ any_of: filters }] };
  const input = { name: "slow", workflowId: workflow.id, enabled: true, rule };
  expect(await createPattern({ ctx: stack.ctx, input })).toMatchObject({ outcome: "created" });
  const deep = (levels: number): object => (levels === 0 ? {} : { a: deep(levels - 1), b: [1, 2, 3] });
  const events = Array.from({ length: 70 }, (_, at) => ({ id: `${at}`, deep: deep(40) }));
  const id = await send("slow-match", JSON.stringify(events));
  expect(await longestWait(process([id]))).toBeLessThan(0.5);
  expect(await outcomesOf([id])).toEqual(["stored"]);
});

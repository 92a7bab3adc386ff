import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { receiptRow } from "#e2e/support/receipt-rows.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { createSource } from "../sources/create.ts";
import { processReceipts } from "./process.ts";

const stack = sharedRuntime();
let owner: postgres.Sql;
let sourceId: string;

beforeAll(async () => {
  owner = postgres(stack.database.ownerUrl, { max: 1, onnotice: () => {} });
  const input = { key: "faulty", name: "faulty", preset: "bearer", secret: "a secret that is long enough" };
  const created = await createSource({ ctx: stack.ctx, input });
  if (created.outcome !== "created") throw new Error(created.outcome);
  sourceId = created.id;
  await owner.unsafe(`
    create function fail_for_some() returns trigger language plpgsql as $$ begin
      if new.event_id like '%:bad%' then
        raise exception 'relation "internal" is broken' using errcode = 'XX000';
      end if;
      if new.event_id like '%:away%' then raise exception 'shutting down' using errcode = '57P01'; end if;
      return new;
    end $$;
    create trigger fail_for_some before insert on events for each row execute function fail_for_some()`);
});

afterAll(async () => {
  await owner.end();
});

async function receive(id: string): Promise<string> {
  const body = Buffer.from(JSON.stringify({ id, type: "a.b" }));
  const headers = '{"content-type": "application/json"}';
  const row = receiptRow({ sourceId, sourceKey: "faulty", body, bodyBytes: body.length, headers });
  await stack.ctx.receipts.add(row);
  return row.id;
}

const process = (receiptIds: string[], isRepeated = false) =>
  processReceipts({ ctx: stack.runtime.ctx, input: { receiptIds, isRepeated } });

const receiptOf = async (id: string) =>
  (await owner`select outcome, reason, detail, failures from receipts where id = ${id}`)[0];

/** As a process that died while it was at the receipt leaves it. */
const markStarted = (id: string, times: number) =>
  owner`update receipts set failures = ${times} where id = ${id}`;

test("a fault of our own is told in a plain sentence, once it is given up, and its neighbours are stored", async () => {
  const [bad, good] = [await receive("bad-1"), await receive("good-1")];
  await process([bad, good]);
  expect(await receiptOf(good)).toMatchObject({ outcome: "stored" });
  expect(await receiptOf(bad)).toMatchObject({ outcome: "pending", detail: null, failures: 1 });
  for (let turn = 0; turn < 5; turn += 1) await process([bad]);
  const given = await receiptOf(bad);
  expect(given).toMatchObject({
    outcome: "quarantined",
    reason: "processing_failed",
    failures: 5,
    detail: { message: expect.stringMatching(/given up after 5 tries.*worker's log/) },
  });
  expect(JSON.stringify(given)).not.toContain("relation");
});

test("a receipt that is stored after all keeps nothing of its earlier failures' texts", async () => {
  const id = await receive("good-2");
  await owner`update receipts set failures = 1, detail = '{"message": "old"}' where id = ${id}`;
  await process([id]);
  expect(await receiptOf(id)).toMatchObject({ outcome: "stored", detail: null });
});

test("a receipt that a process died of five times is put aside without another try", async () => {
  const id = await receive("good-3");
  await markStarted(id, 5);
  await process([id]);
  expect(await receiptOf(id)).toMatchObject({ outcome: "quarantined", reason: "processing_failed" });
});

test("of a job whose process died, each receipt is counted before it is started", async () => {
  const [bad, good] = [await receive("bad-4"), await receive("good-4")];
  await process([bad, good], true);
  expect(await receiptOf(bad)).toMatchObject({ outcome: "pending", failures: 1 });
  expect(await receiptOf(good)).toMatchObject({ outcome: "stored" });
});

test("a database that goes away meanwhile is not counted against the receipt", async () => {
  const id = await receive("away-5");
  await markStarted(id, 1);
  for (let turn = 0; turn < 6; turn += 1) await expect(process([id])).rejects.toThrow("shutting down");
  expect(await receiptOf(id)).toMatchObject({ outcome: "pending", failures: 1 });
});

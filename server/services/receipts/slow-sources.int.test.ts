import { expect, test } from "vitest";
import { eventually } from "#e2e/support/publish.ts";
import { receiptRow } from "#e2e/support/receipt-rows.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { SourceOverrides } from "#schemas/source-configuration.ts";
import { createSource } from "../sources/create.ts";
import { processReceipts } from "./process.ts";

const ENDLESS = "($f := function(){$f()}; $f())";
const LIST = { items: "$", eventId: ["{$.id}"], name: ["{$.type}"], time: [] };

const stack = sharedRuntime();

async function addSource(key: string, configuration: SourceOverrides = {}): Promise<string> {
  const input = { key, name: key, preset: "bearer", secret: "a secret that is long enough", configuration };
  const created = await createSource({ ctx: stack.ctx, input });
  if (created.outcome !== "created") throw new Error(created.outcome);
  return created.id;
}

async function receive(sourceId: string, sourceKey: string, value: unknown): Promise<string> {
  const body = Buffer.from(JSON.stringify(value));
  const headers = '{"content-type": "application/json"}';
  const row = receiptRow({ sourceId, sourceKey, body, bodyBytes: body.length, headers });
  await stack.ctx.receipts.add(row);
  return row.id;
}

const process = (receiptIds: readonly string[]) =>
  processReceipts({ ctx: stack.runtime.ctx, input: { receiptIds } });

const outcomesOf = async (ids: readonly string[]) =>
  (
    await stack.ctx.db.sql<
      { outcome: string }[]
    >`select outcome from receipts where id = any(${ids}::uuid[]) order by id`
  ).map(({ outcome }) => outcome);

const events = (count: number) => Array.from({ length: count }, (_, n) => ({ id: `${n}`, type: "a.b" }));

test("sources that transform slowly leave a job for the others", async () => {
  const slow = await Promise.all(
    ["slow-a", "slow-b", "slow-c"].map(async (key) => {
      const sourceId = await addSource(key, { mapping: LIST, transformation: ENDLESS });
      return await receive(sourceId, key, events(4));
    }),
  );
  const plain = await receive(await addSource("plain"), "plain", { id: "1", type: "a.b" });
  const jobs = slow.map((id) => process([id]));
  await Promise.race(jobs);
  await process([plain]);
  expect(await outcomesOf([...slow, plain])).toEqual(["pending", "pending", "pending", "stored"]);
  await Promise.all(jobs);
  expect((await outcomesOf(slow)).sort()).toEqual(["pending", "quarantined", "quarantined"]);
});

test("a request that others of its source leave no time for waits as a whole, and is not held for it", async () => {
  const sourceId = await addSource("crowded", { mapping: LIST, transformation: ENDLESS });
  const first = await receive(sourceId, "crowded", events(8));
  const second = await receive(sourceId, "crowded", events(8));
  const early = process([first]);
  await eventually(async () => stack.ctx.transformer.spentMs(sourceId) > 3_000);
  await process([second]);
  expect(await outcomesOf([second])).toEqual(["pending"]);
  await early;
  expect(await outcomesOf([first, second])).toEqual(["quarantined", "pending"]);
});

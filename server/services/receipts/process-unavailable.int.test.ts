import { afterEach, expect, test } from "vitest";
import { githubRequest } from "#e2e/support/publish.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { SourceOverrides } from "#schemas/source-configuration.ts";
import { createSource } from "../sources/create.ts";
import { processReceipts } from "./process.ts";

const SECRET = "a secret that both sides have";
/** One more than put a receipt aside. */
const TRIES = 6;
const NODE = process.execPath;

const stack = sharedRuntime();

afterEach(() => {
  process.execPath = NODE;
});

async function receive(key: string, configuration: SourceOverrides): Promise<string> {
  const input = { key, name: key, preset: "github", secret: SECRET, configuration };
  await createSource({ ctx: stack.ctx, input });
  const request = githubRequest({ source: key, secret: SECRET, event: "push", body: '{"n":1}' });
  const response = await stack.runtime.doors.webhook(request, null);
  return response.headers.get("tidings-receipt-id") ?? "";
}

async function outcomesOf(receiptIds: readonly string[]) {
  const rows = await stack.ctx.db.sql<{ outcome: string; failures: number }[]>`
    select outcome, failures from receipts where id = any(${receiptIds}::uuid[]) order by id`;
  return rows.map(({ outcome, failures }) => ({ outcome, failures }));
}

test("receipts wait while no expression can be evaluated, and others of the same job do not", async () => {
  const receiptIds = [
    await receive("transformed", { transformation: "$" }),
    await receive("as-it-comes", {}),
  ];
  stack.ctx.evaluators.close();
  process.execPath = "/no/such/program";
  for (let tries = 0; tries < TRIES; tries += 1) {
    await processReceipts({ ctx: stack.runtime.ctx, input: { receiptIds } });
  }
  const stored = { outcome: "stored", failures: 0 };
  expect(await outcomesOf(receiptIds)).toEqual([{ outcome: "pending", failures: 0 }, stored]);
  process.execPath = NODE;
  await processReceipts({ ctx: stack.runtime.ctx, input: { receiptIds } });
  expect(await outcomesOf(receiptIds)).toEqual([stored, stored]);
});

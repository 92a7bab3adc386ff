import { beforeAll, expect, test } from "vitest";
import { eventually, publishRequest } from "#e2e/support/publish.ts";
import { makeKey } from "#e2e/support/rest-api.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { processReceipts } from "#server/services/receipts/process.ts";
import { EVENT_EXAMPLE } from "../operations/event-representation.ts";
import { publishAcceptedSchema, publishedSchema } from "./publish-answers.ts";

const stack = sharedRuntime();
let key: string;

beforeAll(async () => {
  key = await makeKey(stack.runtime, "publish");
});

const { id: _id, createdAt: _createdAt, ...EVENT } = EVENT_EXAMPLE;
const MANY = [EVENT, { ...EVENT, eventId: "evt_124abc" }, { ...EVENT, eventId: "" }];

async function publish(body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> {
  const request = publishRequest(key, JSON.stringify(body));
  for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
  return await stack.runtime.doors.publish(request, "192.0.2.1");
}

test.each([
  ["one event", EVENT],
  ["several, one of them wrong", MANY],
])("the answer for %s is what the document says", async (_what, body) => {
  const response = await publish(body);
  expect(response.status).toBe(202);
  publishAcceptedSchema.parse(await response.json());
});

test("so is the answer to who waited", async () => {
  const answering = publish(MANY, { prefer: "wait=20" });
  const receiptIds = await waitingReceipts();
  await processReceipts({ ctx: stack.runtime.ctx, input: { receiptIds } });
  const response = await answering;
  expect(response.status).toBe(200);
  expect(publishedSchema.parse(await response.json()).items).toHaveLength(MANY.length);
});

/** The request of three events, and those that were published before it. */
function waitingReceipts(): Promise<string[]> {
  return eventually(async () => {
    const rows = await stack.ctx.db.sql<{ id: string }[]>`select id from receipts where outcome = 'pending'`;
    return rows.length >= 3 && rows.map(({ id }) => id);
  });
}

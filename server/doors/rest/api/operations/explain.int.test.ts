import { beforeAll, expect, test } from "vitest";
import { type CallApi, makeKey, restApi } from "#e2e/support/rest-api.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { storeEvents } from "#e2e/support/stored-events.ts";
import { createPattern } from "#server/services/patterns/create.ts";
import { createWorkflow } from "#server/services/workflows/create.ts";

const stack = sharedRuntime();
let call: CallApi;
let key: string;

const FILTER = { field: "$.payload.amount", operator: "gt", value: 1_000 };
const RULES = [
  { name: "Large", rule: { type: "exact", value: "invoice.created", filters: [FILTER] } },
  {
    name: "Group",
    rule: {
      type: "prefix",
      value: "invoice.",
      filters: [{ any_of: [FILTER, { ...FILTER, operator: "equals" }] }],
    },
  },
  { name: "Orders", rule: { type: "prefix", value: "order.", filters: [] } },
];

beforeAll(async () => {
  call = restApi(stack.runtime);
  key = await makeKey(stack.runtime, "read");
  const { ctx } = stack;
  const workflow = await createWorkflow({ ctx, input: { name: "Billing", target: { kind: "log" } } });
  if (workflow.outcome !== "created") throw new Error(workflow.outcome);
  for (const pattern of RULES) {
    const input = { ...pattern, enabled: true, workflowId: workflow.id };
    expect(await createPattern({ ctx, input })).toMatchObject({ outcome: "created" });
  }
  await storeEvents(ctx, [{ pattern: "invoice.created", eventId: "a/b", payload: { amount: 5 } }]);
});

test("a stored event, page by page", async () => {
  const first = await call("GET /events/a%2Fb/explanations?limit=2", { key });
  expect(first.json.items).toMatchObject([
    {
      name: "Group",
      explanation: { operator: "any_of", clause: 0 },
      recorded: { match: null, agrees: true },
    },
    { name: "Large", explanation: { field: "$.payload.amount", actual: 5, expected: 1_000 } },
  ]);
  const next = first.headers.get("link")?.match(/<\/api\/v1(.*)>/)?.[1] ?? "";
  const second = await call(`GET ${next}`, { key });
  expect(second.json).toMatchObject({
    items: [{ name: "Orders", explanation: { clause: "name", reason: "name_differs" } }],
    next: null,
  });
});

test("an event or a pattern that is not there", async () => {
  expect((await call("GET /events/none/explanations", { key })).status).toBe(404);
  const unknown = await call(`GET /events/a%2Fb/explanations?patternId=${stack.ctx.newId()}`, { key });
  expect([unknown.status, unknown.json.errors[0].parameter]).toEqual([400, "patternId"]);
});

test("an event that is not stored", async () => {
  const event = { pattern: "invoice.paid", payload: { amount: 1_000 } };
  const answer = await call("POST /events/explain?show=matched", { key, body: { event } });
  expect(answer.json.items).toMatchObject([{ name: "Group", recorded: null }]);
  const wrong = await call("POST /events/explain", { key, body: { event: { ...event, pattern: "a b" } } });
  expect([wrong.status, wrong.json.errors[0].pointer]).toEqual([422, "/event/pattern"]);
});

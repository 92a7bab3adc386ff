import { expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import type { ActorCtx } from "../context.ts";
import { previewSource } from "./preview.ts";

const stack = sharedRuntime();

const github = (body: string, configuration = {}) => ({
  preset: "github",
  key: "hub",
  configuration,
  request: {
    headers: {
      "X-GitHub-Event": "issues",
      "X-GitHub-Delivery": "d-1",
      "Content-Type": "application/json",
    },
    body,
  },
});

test("shows the event, what goes into the transformation and what comes out", async () => {
  const input = github('{"action":"opened","n":2}', { transformation: "{'twice': n * 2}" });
  expect(await previewSource({ ctx: stack.ctx, input })).toMatchObject({
    outcome: "read",
    itemCount: 1,
    items: [
      {
        outcome: "event",
        event: { eventId: "hub:d-1", pattern: "github.issues.opened", timestampStated: false },
        input: '{"action":"opened","n":2}',
        output: '{"twice":4}',
      },
    ],
  });
});

test("shows why a transformation fails, with what it was given", async () => {
  const input = github('{"action":"opened"}', { transformation: "$number(action)" });
  expect(await previewSource({ ctx: stack.ctx, input })).toMatchObject({
    items: [
      {
        outcome: "transformation_failed",
        input: '{"action":"opened"}',
        error: expect.stringMatching(/number/),
      },
    ],
  });
});

test("shows why a request cannot be read", async () => {
  expect(await previewSource({ ctx: stack.ctx, input: github("{") })).toMatchObject({
    outcome: "refused",
    refusal: { reason: "malformed_json" },
  });
  expect(await previewSource({ ctx: stack.ctx, input: github("[{}]") })).toMatchObject({
    outcome: "read",
    items: [{ outcome: "refused", refusal: { reason: "missing_mapping" } }],
  });
});

test("of many events shows the first, and says how many there are", async () => {
  const mapping = { items: "$", eventId: ["{$.id}"], name: ["a.b"], time: [] };
  const events = JSON.stringify(Array.from({ length: 100 }, (_, id) => ({ id })));
  const preview = await previewSource({ ctx: stack.ctx, input: github(events, { mapping }) });
  expect(preview).toMatchObject({ outcome: "read", itemCount: 100 });
  expect(preview.outcome === "read" && preview.items.length).toBe(20);
});

test("changes nothing", async () => {
  const [counts] = await stack.ctx.db.sql`
    select (select count(*)::int from receipts) as receipts, (select count(*)::int from events) as events,
      (select count(*)::int from sources) as sources`;
  expect(counts).toEqual({ receipts: 0, events: 0, sources: 1 });
});

test("is for those who may change sources", async () => {
  const viewer: ActorCtx = { ...stack.ctx, actor: { ...stack.ctx.actor, role: "viewer" } };
  await expect(previewSource({ ctx: viewer, input: github("{}") })).rejects.toThrow("sources.write");
});

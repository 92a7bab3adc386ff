import { beforeAll, expect, test } from "vitest";
import { githubRequest } from "#e2e/support/publish.ts";
import { type CallApi, makeKey, restApi } from "#e2e/support/rest-api.ts";
import { seedGithubSource } from "#e2e/support/seed.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";

const stack = sharedRuntime();
let call: CallApi;
let key: string;

beforeAll(async () => {
  call = restApi(stack.runtime);
  key = await makeKey(stack.runtime, "manage");
});

const preview = (body: object) => call("POST /sources/preview", { key, body });

test("a preview shows the event, its payload before and after, and every digit", async () => {
  const { status, json, text } = await preview({
    preset: "github",
    key: "shop",
    configuration: { transformation: '{ "event": $name, "to": repository.name }' },
    request: {
      headers: { "X-GitHub-Event": "push", "X-GitHub-Delivery": "d-1" },
      body: '{"repository":{"name":"tidings"},"n":9007199254740993}',
    },
  });
  expect([status, json.outcome, json.itemCount]).toEqual([200, "read", 1]);
  expect(json.items).toMatchObject([
    {
      outcome: "event",
      event: { eventId: "shop:d-1", pattern: "github.push", timestampStated: false },
      output: { event: "github.push", to: "tidings" },
    },
  ]);
  expect(text).toContain('"n":9007199254740993');
});

test("a transformation that fails, and a request that cannot be read, say why", async () => {
  const request = { headers: { "x-github-event": "push", "x-github-delivery": "d-1" }, body: "{}" };
  const failing = await preview({
    preset: "github",
    configuration: { transformation: "$error('no')" },
    request,
  });
  expect(failing.json.items).toMatchObject([
    { outcome: "transformation_failed", error: expect.stringContaining("no") },
  ]);
  const unread = await preview({ preset: "github", request: { body: "{" } });
  expect(unread.json).toMatchObject({ outcome: "refused", refusal: { reason: "malformed_json" } });
  const wrong = await preview({ preset: "nobody", request: { body: "{}" } });
  expect(wrong.status).toBe(422);
});

test("what waits is counted by source, and a key without the scope does not see it", async () => {
  await seedGithubSource(stack.runtime, "waiting", "a secret of the sender");
  await stack.ctx.sources.refresh();
  const send = { source: "waiting", secret: "a secret of the sender", event: "push", body: "{}" };
  for (const delivery of ["d-1", "d-2"])
    await stack.runtime.doors.webhook(githubRequest({ ...send, delivery }), null);
  const { status, json } = await call("GET /sources/waiting", { key });
  expect([status, json.items]).toMatchObject([200, [{ waiting: 2, more: false, perSecond: null }]]);
  const publisher = await makeKey(stack.runtime, "publish");
  expect((await call("GET /sources/waiting", { key: publisher })).status).toBe(403);
});

import { beforeAll, expect, test } from "vitest";
import { githubRequest } from "#e2e/support/publish.ts";
import { seedGithubSource } from "#e2e/support/seed.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { getReceipt } from "./get.ts";
import { listReceipts } from "./list.ts";

const SECRET = "a secret that is long enough";

const stack = sharedRuntime();

beforeAll(async () => {
  await seedGithubSource(stack.runtime, "github", SECRET);
  const request = { source: "github", secret: SECRET, event: "push", body: '{"ref":"refs/heads/main"}' };
  await stack.runtime.doors.webhook(githubRequest(request), "203.0.113.9");
  await stack.runtime.doors.webhook(
    githubRequest({ ...request, signature: `sha256=${"0".repeat(64)}` }),
    "203.0.113.9",
  );
});

async function list(filter: object) {
  const result = await listReceipts({ ctx: stack.ctx, input: { filter } });
  return result.outcome === "listed" ? result.rows : [];
}

test("a wrong signature is a visible receipt, with its body and its reason", async () => {
  const [refused, ...others] = await list({ reason: "bad_signature" });
  expect(others).toEqual([]);
  expect(refused).toMatchObject({ status: 401, sourceKey: "github", reason: "bad_signature", requests: 1 });
  const found = await getReceipt({ ctx: stack.ctx, input: { id: refused?.id } });
  expect(found).toMatchObject({
    outcome: "found",
    bodyText: '{"ref":"refs/heads/main"}',
    receipt: { sourceName: "github", remoteAddress: "203.0.113.9", requests: 1, isVerified: false },
  });
});

test("outcomes are told apart, and every request is there", async () => {
  expect(await list({ outcome: "pending" })).toHaveLength(1);
  expect(await list({})).toHaveLength(2);
  expect(await list({ sourceKey: "gitlab" })).toEqual([]);
});

test("pages follow one another without a gap", async () => {
  const { ctx } = stack;
  const first = await listReceipts({ ctx, input: { filter: {}, limit: 1 } });
  if (first.outcome !== "listed") throw new Error(first.outcome);
  const second = await listReceipts({ ctx, input: { filter: {}, limit: 1, cursor: first.nextCursor } });
  if (second.outcome !== "listed") throw new Error(second.outcome);
  expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual((await list({})).map(({ id }) => id));
  expect(second.nextCursor).toBeNull();
});

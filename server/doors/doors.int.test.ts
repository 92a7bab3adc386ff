import { beforeAll, describe, expect, test } from "vitest";
import { githubRequest, publishRequest } from "#e2e/support/publish.ts";
import { seedApiKey, seedGithubSource } from "#e2e/support/seed.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { createTestRuntime } from "#e2e/support/test-runtime.ts";
import type { Problem } from "#schemas/problem.ts";

const SECRET = "a-secret-of-the-test";
const ORIGIN = "http://tidings.test";
const LARGEST_INT = 2_147_483_647;

const stack = sharedRuntime();
let apiKey: string;

beforeAll(async () => {
  await seedGithubSource(stack.runtime, "github", SECRET);
  apiKey = await seedApiKey(stack.runtime);
});

async function problemOf(response: Response): Promise<Problem> {
  return await response.json();
}

async function receiptOf(response: Response) {
  const { receiptId = "" } = await problemOf(response);
  const [receipt] = await stack.ctx.db.sql`
    select source_key, body_bytes, outcome, reason, detail from receipts where id = ${receiptId}`;
  return receipt;
}

const publish = (request: Request) => stack.runtime.doors.publish(request, "127.0.0.1");
const webhook = (request: Request) => stack.runtime.doors.webhook(request, "127.0.0.1");

test("a Content-Length that no column holds is answered and recorded as the most that one holds", async () => {
  const headers = { authorization: `Bearer ${apiKey}`, "content-length": "3000000000" };
  const response = await publish(new Request(`${ORIGIN}/api/v1/events`, { method: "POST", headers }));
  expect(response.status).toBe(413);
  expect(await receiptOf(response)).toMatchObject({ reason: "too_large", body_bytes: LARGEST_INT });
});

test("a method that a source does not take is refused, and the answer names those that it takes", async () => {
  const response = await webhook(new Request(`${ORIGIN}/api/webhooks/github`));
  expect([response.status, response.headers.get("allow")]).toEqual([405, "POST"]);
  expect(await receiptOf(response)).toMatchObject({ source_key: "github", reason: "method_not_allowed" });
});

test("a source that there is not is refused by whatever method, and filed under what the URL names", async () => {
  const response = await webhook(new Request(`${ORIGIN}/api/webhooks/nobody`));
  expect(response.status).toBe(404);
  expect(await receiptOf(response)).toMatchObject({ source_key: "nobody", reason: "unknown_source" });
});

test("a method that the publish door does not answer is filed under the source of publishers", async () => {
  const response = await publish(new Request(`${ORIGIN}/api/v1/events`));
  expect(await receiptOf(response)).toMatchObject({ source_key: "api", reason: "method_not_allowed" });
});

test("a publisher without a right key is rejected: there is no body to look at later", async () => {
  const wrong = await publish(publishRequest("tdk_wrong", "{}"));
  const none = await publish(new Request(`${ORIGIN}/api/v1/events`, { method: "POST", body: "{}" }));
  expect([wrong.status, none.status]).toEqual([401, 401]);
  expect(await receiptOf(wrong)).toMatchObject({ outcome: "rejected", reason: "bad_credentials" });
  expect(await receiptOf(none)).toMatchObject({ outcome: "rejected", reason: "missing_credentials" });
});

test("where a body is wrong is said and kept in few words", async () => {
  const body = `{"${"🧾".repeat(10_000)}":"\\u0000"}`;
  const response = await webhook(githubRequest({ source: "github", secret: SECRET, event: "push", body }));
  const { pointer = "" } = await problemOf(response.clone());
  expect(pointer).toMatch(/^\/🧾+…$/u);
  expect(pointer.length).toBeLessThan(510);
  expect((await receiptOf(response))?.detail).toMatchObject({ pointer });
});

describe("when the database does not take a request", () => {
  test("the answer names the request, and does not say that nothing was kept", async () => {
    const gone = await createTestRuntime(stack.database, stack.database.appUrl);
    await gone.ctx.sources.refresh();
    await gone.close();
    const response = await gone.doors.publish(publishRequest(apiKey, "{}"), "127.0.0.1");
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
    const problem = await problemOf(response);
    expect(problem.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(problem).not.toHaveProperty("receiptId");
    expect(`${problem.title} ${problem.detail}`).toMatch(/may not have been kept.*the same id/);
  });
});

import { randomUUID } from "node:crypto";
import { sign } from "@octokit/webhooks-methods";
import { expect, type Page, test } from "@playwright/test";
import { at, openAsAda } from "./support/person.ts";
import { withRole } from "./support/runtime.ts";

/** The last test looks at the key that the one before it revoked. */
test.describe.configure({ mode: "serial" });

const run = randomUUID().slice(0, 8);

test.beforeEach(({ page }) => openAsAda(page));

test("a GitHub source is made in the browser, and a webhook signed with its secret is an event", async ({
  page,
}) => {
  await page.getByRole("navigation").getByRole("link", { name: "Sources" }).click();
  await page.getByRole("link", { name: "New source" }).click();
  await page.getByRole("button", { name: "Create the source" }).click();
  await expect(page.getByText("Give the source a name.")).toBeVisible();
  await page.getByLabel("Name").fill(`Journey ${run}`);
  await expect(page.getByLabel("Key")).toHaveValue(`journey-${run}`);
  await page.getByLabel("Key").fill("api");
  await page.getByRole("button", { name: "Create the source" }).click();
  await expect(page.getByText("Another source has this key. Choose a different one.")).toBeVisible();
  await page.getByLabel("Key").fill(`hooks-${run}`);
  await page.getByRole("button", { name: "Create the source" }).click();

  await expect(page.getByTestId("source-secret")).toHaveText(/^[0-9a-f]{64}$/);
  const secret = await textOf(page, "source-secret");
  const url = await textOf(page, "payload-url");
  expect(url).toBe(at(`/api/webhooks/hooks-${run}`));
  const deliveryId = randomUUID();
  expect(await sendWebhook(url, "another secret", deliveryId)).toBe(401);
  expect(await sendWebhook(url, secret, deliveryId)).toBe(202);

  await page.getByRole("link", { name: "Look for its events" }).click();
  await expect(page).toHaveURL(new RegExp(`source=hooks-${run}`));
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("button", { name: "github.ping" })).toHaveCount(1, { timeout: 2_000 });
  }).toPass();

  await page.goto(at("/sources"));
  await page.getByRole("link", { name: `Journey ${run}` }).click();
  await expect(page.getByTestId("payload-url")).toHaveText(url);
  expect(await page.content()).not.toContain(secret);
});

test("an API key publishes until it is revoked", async ({ page }) => {
  const name = `Publisher ${run}`;
  await page.goto(at("/sources"));
  await page.getByRole("link", { name: "Publish API" }).click();
  await page.getByRole("link", { name: "New key" }).first().click();
  await page.getByRole("button", { name: "Create the key" }).click();
  await expect(page.getByText("Give the key a name", { exact: false })).toBeVisible();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create the key" }).click();

  await expect(page.getByTestId("api-key")).toHaveText(/^tid_[A-Za-z0-9_-]{43}$/);
  const key = await textOf(page, "api-key");
  const command = await textOf(page, "curl-example");
  expect(command).toContain(`Authorization: Bearer ${key}`);
  const publish = requestOf(command);
  expect(await publish()).toBe(202);

  await page.getByRole("link", { name: "Back to the keys" }).click();
  const row = page.getByRole("table", { name: "API keys" }).getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("Live");
  await expect(row).toContainText(key.slice(0, 12));
  await row.getByRole("button", { name: `Revoke ${name}` }).click();
  const question = page.getByRole("alertdialog", { name: `Revoke ${name}?` });
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toBeHidden();
  expect(await publish()).toBe(202);
  await row.getByRole("button", { name: `Revoke ${name}` }).click();
  await question.getByRole("button", { name: "Revoke the key" }).click();
  await expect(row).toContainText("Revoked");
  await expect(row.getByRole("button")).toHaveCount(0);
  await expect.poll(publish, { timeout: 2_000 }).toBe(401);
});

test("who is no admin sees sources and keys, and no way to change them", async ({ page }) => {
  await withRole("viewer", async () => {
    await page.goto(at("/sources"));
    await expect(page.getByRole("link", { name: "Publish API" })).toBeVisible();
    await expect(page.getByRole("link", { name: "New source" })).toHaveCount(0);
    await page.getByRole("link", { name: "Publish API" }).click();
    await expect(page.getByRole("table", { name: "API keys" })).toContainText("Revoked");
    await expect(page.getByRole("link", { name: "New key" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: /^Revoke/ })).toHaveCount(0);
    for (const path of ["/sources/new", `${new URL(page.url()).pathname}/keys/new`]) {
      await page.goto(at(path));
      await expect(page.getByRole("heading", { name: "Your role does not include this" })).toBeVisible();
    }
  });
});

async function textOf(page: Page, testId: string): Promise<string> {
  return (await page.getByTestId(testId).textContent()) ?? "";
}

/** What GitHub sends when a webhook is added, signed by GitHub's own library. @returns the status of the answer */
async function sendWebhook(url: string, secret: string, deliveryId: string): Promise<number> {
  const body = '{"zen":"Design for failure.","hook_id":30}';
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": "ping",
      "x-github-delivery": deliveryId,
      "x-hub-signature-256": await sign(secret, body),
    },
    body,
  });
  return response.status;
}

/** Sends what the command that the page shows would send. @returns the status of the answer */
function requestOf(curl: string): () => Promise<number> {
  const url = /^curl (\S+)/.exec(curl)?.[1] ?? "";
  const body = /-d '([^']*)'$/.exec(curl)?.[1] ?? "";
  const headers = new Headers();
  for (const [, name = "", value = ""] of curl.matchAll(/-H "([^:"]+): ([^"]+)"/g)) headers.set(name, value);
  return async () => (await fetch(url, { method: "POST", headers, body })).status;
}

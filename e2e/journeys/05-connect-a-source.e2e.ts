import { randomUUID } from "node:crypto";
import { sign } from "@octokit/webhooks-methods";
import { expect, type Page, test } from "@playwright/test";
import Stripe from "stripe";
import { at, openAsAda } from "./support/person.ts";
import { withRole } from "./support/runtime.ts";

/** The last tests look at the key that was revoked before them, and at the request that stayed in quarantine. */
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

test("a Stripe source takes what Stripe signs, and holds the rest until an admin vouches for it", async ({
  page,
}) => {
  const key = `stripe-${run}`;
  const secret = `whsec_${randomUUID()}`;
  await page.goto(at("/sources/new"));
  await expect(page.getByLabel("Preset")).toBeEnabled();
  await page.getByLabel("Preset").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("option", { name: "GitHub" })).toBeVisible();
  await page.keyboard.type("str");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("Preset")).toHaveText("Stripe");
  await page.getByLabel("Name").fill(`Stripe ${run}`);
  await expect(page.getByText(at(`/api/webhooks/${key}`))).toBeVisible();
  await page.getByRole("button", { name: "Create the source" }).click();
  await expect(page.getByText("Use a secret of at least 8 characters.")).toBeVisible();
  await page.getByLabel("Secret").fill(secret);
  await page.getByRole("button", { name: "Create the source" }).click();
  await expect(page.getByRole("status").filter({ hasText: "Now connect Stripe" })).toBeVisible();
  await expect(page.getByText("GitHub")).toHaveCount(0);
  const url = await textOf(page, "payload-url");
  expect(await sendFromStripe(url, secret, "invoice.paid")).toBe(202);
  expect(await sendFromStripe(url, "whsec_another secret", "invoice.voided")).toBe(401);
  expect(await sendFromStripe(url, "whsec_another secret", "invoice.deleted")).toBe(401);
  await expectEvent(page, key, "stripe.invoice.paid");

  await openQuarantined(page, "invoice.voided");
  await expect(page.getByText("The signature does not match the body", { exact: false })).toBeVisible();
  await page.getByRole("button", { name: "Verify again" }).click();
  await expect(page.getByText("It still cannot be verified", { exact: false })).toBeVisible();
  const question = page.getByRole("alertdialog", { name: "Accept this request as genuine?" });
  await page.getByRole("button", { name: "Accept as genuine" }).click();
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(question).toBeHidden();
  await expect(page.getByRole("button", { name: "Verify again" })).toBeVisible();
  await page.getByRole("button", { name: "Accept as genuine" }).click();
  await question.getByRole("button", { name: "Accept as genuine" }).click();
  await expect(page.getByText("The request is taken as genuine.", { exact: false })).toBeVisible();
  const receipt = page.getByRole("region", { name: "Receipt" });
  await expect(receipt.getByText("Stored").first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Verify again" })).toHaveCount(0);
  await expectEvent(page, key, "stripe.invoice.voided");

  await page.goto(at("/sources"));
  const row = page.getByRole("row").filter({ hasText: key });
  await expect(row).toContainText("Stripe");
  await row.getByRole("link", { name: `Stripe ${run}` }).click();
  await expect(page.getByRole("heading", { name: "On Stripe’s side" })).toBeVisible();
  await expect(page.getByText("GitHub")).toHaveCount(0);
});

test("an API key publishes until it is revoked", async ({ page }) => {
  const name = `Publisher ${run}`;
  await page.goto(at("/sources"));
  await page.getByRole("link", { name: "Publish API" }).click();
  await page.getByRole("link", { name: "New key" }).first().click();
  await page.getByRole("button", { name: "Create the key" }).click();
  await expect(page.getByText("Give the key a name", { exact: false })).toBeVisible();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Publish").uncheck();
  await page.getByRole("button", { name: "Create the key" }).click();
  await expect(page.getByText("Give the key one scope at least.")).toBeVisible();
  await page.getByLabel("Publish").check();
  await page.getByLabel("Read").check();
  await page.getByRole("button", { name: "Create the key" }).click();

  await expect(page.getByTestId("api-key")).toHaveText(/^tid_[A-Za-z0-9_-]{43}$/);
  const key = await textOf(page, "api-key");
  const command = await textOf(page, "curl-example");
  expect(command).toContain(`Authorization: Bearer ${key}`);
  const publish = requestOf(command);
  expect(await publish()).toBe(202);
  expect(await statusWith(key, "GET /api/v1/sources")).toBe(200);
  expect(await statusWith(key, "POST /api/v1/sources")).toBe(403);

  await page.getByRole("link", { name: "Back to the keys" }).click();
  const row = page.getByRole("table", { name: "API keys" }).getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("Live");
  await expect(row).toContainText("Publish, Read");
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

test("quarantined requests are verified again by operators, vouched for by admins, and only seen by viewers", async ({
  page,
}) => {
  const again = page.getByRole("button", { name: "Verify again" });
  await withRole("operator", async () => {
    await openQuarantined(page, "invoice.deleted");
    await expect(again).toBeVisible();
    await expect(page.getByRole("button", { name: "Accept as genuine" })).toHaveCount(0);
  });
  await withRole("viewer", async () => {
    await openQuarantined(page, "invoice.deleted");
    await expect(again).toHaveCount(0);
  });
});

async function textOf(page: Page, testId: string): Promise<string> {
  return (await page.getByTestId(testId).textContent()) ?? "";
}

/** Waits until a source's event of this name is in the list. */
async function expectEvent(page: Page, source: string, pattern: string): Promise<void> {
  await page.goto(at(`/events?source=${source}`));
  await expect(async () => {
    await page.reload();
    await expect(page.getByRole("button", { name: pattern })).toHaveCount(1, { timeout: 2_000 });
  }).toPass();
}

/** Opens the quarantined request of the Stripe source whose body names this type, beside the list. */
async function openQuarantined(page: Page, type: string): Promise<void> {
  await page.goto(at(`/receipts?source=stripe-${run}&outcome=quarantined`));
  const rows = page.getByRole("button", { name: "Open the receipt: quarantined" });
  await expect(rows.first()).toBeVisible();
  const body = page.getByRole("list", { name: "body" });
  for (const row of await rows.all()) {
    await row.click();
    await expect(body).toBeVisible();
    if (await body.getByText(type).isVisible()) return;
  }
  throw new Error(`No quarantined request is about ${type}.`);
}

/** What Stripe sends, signed by Stripe's own library. @returns the status of the answer */
async function sendFromStripe(url: string, secret: string, type: string): Promise<number> {
  const payload = JSON.stringify({ id: `evt_${randomUUID()}`, object: "event", type, data: { object: {} } });
  const response = await fetch(url, {
    method: "POST",
    headers: {
      "content-type": "application/json; charset=utf-8",
      "stripe-signature": Stripe.webhooks.generateTestHeaderString({ payload, secret }),
    },
    body: payload,
  });
  return response.status;
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

/** @param operation method and path, such as `GET /api/v1/sources` @returns the status of the answer to a key */
async function statusWith(key: string, operation: string): Promise<number> {
  const [method = "", path = ""] = operation.split(" ");
  return (await fetch(at(path), { method, headers: { authorization: `Bearer ${key}` } })).status;
}

/** Sends what the command that the page shows would send. @returns the status of the answer */
function requestOf(curl: string): () => Promise<number> {
  const url = /^curl (\S+)/.exec(curl)?.[1] ?? "";
  const body = /-d '([^']*)'$/.exec(curl)?.[1] ?? "";
  const headers = new Headers();
  for (const [, name = "", value = ""] of curl.matchAll(/-H "([^:"]+): ([^"]+)"/g)) headers.set(name, value);
  return async () => (await fetch(url, { method: "POST", headers, body })).status;
}

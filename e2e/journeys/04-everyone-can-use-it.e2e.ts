import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { expectAccessible } from "./support/accessible.ts";
import { at, openAsAda } from "./support/person.ts";
import { createPublisher } from "./support/publisher.ts";

/** Both themes on a desk; on a phone the layout differs, the colours do not. */
const VIEWS = [
  { title: "light, desk", colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { title: "dark, desk", colorScheme: "dark", viewport: { width: 1280, height: 800 } },
  { title: "dark, phone", colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const;

const PAGES = [
  { path: "/events", shows: "Events" },
  { path: "/events?pattern=nothing.here", shows: "No event fits these filters" },
  { path: "/receipts?outcome=stored", shows: "Receipts" },
  { path: "/receipts?outcome=answered", shows: "No receipt fits these filters" },
  { path: "/patterns", shows: "Patterns" },
  { path: "/patterns/new", shows: "New pattern" },
  { path: "/workflows", shows: "Workflows" },
  { path: "/workflows/new", shows: "New workflow" },
  { path: "/sources", shows: "Sources" },
  { path: "/sources/new", shows: "New source" },
  { path: "/no/such/page", shows: "There is no page at this address" },
] as const;

/** Presets that need more than a secret, or a secret of several lines. */
const PRESETS_WITH_FIELDS = [
  { title: "HMAC", field: "Header of the signature" },
  { title: "IP addresses only", field: "Addresses that may send" },
  { title: "JSON Web Token", field: "Secret" },
] as const;

/** As GitHub sends it, with a signature that nobody made. */
const UNVERIFIABLE = {
  "content-type": "application/json",
  "x-github-event": "ping",
  "x-github-delivery": "1",
  "x-hub-signature-256": `sha256=${"0".repeat(64)}`,
};

test.beforeAll(async () => {
  const publish = await createPublisher();
  await publish({
    eventId: `axe-${Date.now()}`,
    pattern: "axe.checked",
    payload: { list: [1, { deep: null }] },
  });
});

for (const { title, colorScheme, viewport } of VIEWS) {
  test.describe(title, () => {
    test.use({ colorScheme, viewport });

    test("signed out", async ({ page }) => {
      await page.goto(at("/sign-in"));
      await expectAccessible(page);
      await page.goto(at("/reference"));
      await expect(page.getByRole("heading", { name: "Publish events" })).toBeVisible();
      await expectAccessible(page);
    });

    test("every page", async ({ page }) => {
      await openAsAda(page);
      for (const { path, shows } of PAGES) {
        await page.goto(at(path));
        await expect(page.getByRole("heading", { name: shows }).first()).toBeVisible();
        await expectAccessible(page);
      }
    });

    test("an event and its receipt, in the inspector and as pages", async ({ page }) => {
      await openAsAda(page);
      await page.goto(at("/events?pattern=axe.checked"));
      await page.getByRole("button", { name: "axe.checked" }).first().click();
      await expect(page.getByRole("list", { name: "payload" })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("link", { name: "Open as a page" }).click();
      await expect(page.getByRole("list", { name: "payload" })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("link", { name: "api by" }).click();
      await expect(page.getByRole("list", { name: "headers" })).toBeVisible();
      await expectAccessible(page);
    });

    test("a source and an API key, from the form to the question before it is revoked", async ({ page }) => {
      const run = randomUUID().slice(0, 8);
      await openAsAda(page);
      await page.goto(at("/sources/new"));
      await page.getByLabel("Name").fill(`Axe ${run}`);
      await page.getByRole("button", { name: "Create the source" }).click();
      await expect(page.getByTestId("source-secret")).toBeVisible();
      await expectAccessible(page);
      await page.goto(at("/sources"));
      await page.getByRole("link", { name: `Axe ${run}` }).click();
      await expect(page.getByTestId("payload-url")).toBeVisible();
      await expectAccessible(page);
      await page.goto(at("/sources"));
      await page.getByRole("link", { name: "Publish API" }).click();
      await page.getByRole("link", { name: "New key" }).first().click();
      await page.getByLabel("Name").fill(`Axe ${run}`);
      await expectAccessible(page);
      await page.getByRole("button", { name: "Create the key" }).click();
      await expect(page.getByTestId("curl-example")).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("link", { name: "Back to the keys" }).click();
      await page.getByRole("button", { name: `Revoke Axe ${run}` }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("button", { name: "Cancel" }).click();
      await expectAccessible(page);
    });

    test("the presets to choose from, their own fields, and a source of another provider", async ({
      page,
    }) => {
      const run = randomUUID().slice(0, 8);
      const preset = page.getByLabel("Preset");
      await openAsAda(page);
      await page.goto(at("/sources/new"));
      await preset.click();
      await expect(page.getByRole("option", { name: "GitHub" })).toBeInViewport();
      await expectAccessible(page);
      for (const { title, field } of PRESETS_WITH_FIELDS) {
        await page.getByRole("option", { name: title }).click();
        await expect(page.getByLabel(field)).toBeVisible();
        await page.getByRole("button", { name: "Create the source" }).click();
        await expectAccessible(page);
        await preset.click();
      }
      await page.getByRole("option", { name: "Stripe" }).click();
      await page.getByLabel("Name").fill(`Axe ${run}`);
      await page.getByLabel("Secret").fill(`whsec_${run}`);
      await expectAccessible(page);
      await page.getByRole("button", { name: "Create the source" }).click();
      await expect(page.getByText("Now connect Stripe")).toBeVisible();
      await expectAccessible(page);
    });

    test("a quarantined receipt, and the question before it is accepted", async ({ page }) => {
      const run = randomUUID().slice(0, 8);
      await openAsAda(page);
      await page.goto(at("/sources/new"));
      await page.getByLabel("Name").fill(`Axe ${run}`);
      await page.getByRole("button", { name: "Create the source" }).click();
      await expect(page.getByTestId("payload-url")).toBeVisible();
      await fetch(at(`/api/webhooks/axe-${run}`), { method: "POST", headers: UNVERIFIABLE, body: "{}" });
      await page.goto(at(`/receipts?source=axe-${run}`));
      await page.getByRole("button", { name: "Open the receipt: quarantined" }).click();
      await page.getByRole("button", { name: "Verify again" }).click();
      await expect(page.getByText("It still cannot be verified", { exact: false })).toBeVisible();
      await expectAccessible(page);
      await page.getByRole("button", { name: "Accept as genuine" }).click();
      await expect(page.getByRole("alertdialog")).toBeVisible();
      await expectAccessible(page);
    });

    test("menus and pop-ups", async ({ page }) => {
      await openAsAda(page);
      await page.goto(at("/events?pattern=axe.checked"));
      await expect(page.getByRole("button", { name: "axe.checked" }).first()).toBeVisible();
      await page.getByRole("button", { name: "Any time" }).click();
      await expect(page.getByRole("button", { name: "Last hour" })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press("Escape");
      await page.getByRole("button", { name: "Filters" }).click();
      await expect(page.getByLabel("Correlation id")).toBeVisible();
      await expectAccessible(page);
    });
  });
}

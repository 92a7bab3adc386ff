import { randomUUID } from "node:crypto";
import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
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
  { path: "/patterns", shows: "Patterns" },
  { path: "/patterns/new", shows: "New pattern" },
  { path: "/workflows", shows: "Workflows" },
  { path: "/workflows/new", shows: "New workflow" },
  { path: "/sources", shows: "Sources" },
  { path: "/sources/new", shows: "New source" },
  { path: "/no/such/page", shows: "There is no page at this address" },
] as const;

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
    });

    test("every page", async ({ page }) => {
      await openAsAda(page);
      for (const { path, shows } of PAGES) {
        await page.goto(at(path));
        await expect(page.getByRole("heading", { name: shows })).toBeVisible();
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

/** Nothing that axe calls serious or critical, and no sideways scrolling. */
async function expectAccessible(page: Page): Promise<void> {
  await expect(page.getByRole("status", { name: /^Loading/ })).toHaveCount(0);
  const { violations } = await new AxeBuilder({ page }).analyze();
  const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
  expect(serious.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBe(0);
}

import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { DATA_DIR, STACK_URL } from "#e2e/support/browser-stack.ts";
import { at, openAsAda } from "./support/person.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test.beforeAll(() => {
  const env = { ...process.env, TIDINGS_DATA_DIR: process.env[DATA_DIR] };
  const output = execFileSync(process.execPath, ["e2e/demo/main.ts"], { cwd: root, env, encoding: "utf8" });
  expect(output).toMatch(/lost 0\s*$/);
});

test.beforeEach(({ page }) => openAsAda(page));

test("a webhook of the demo is found by its name, with its matches and deliveries", async ({ page }) => {
  await page.getByLabel("Event name").fill("github.pull_request.*");
  await expect(page).toHaveURL(/pattern=github\.pull_request\.\*/);
  const row = page.getByRole("row").filter({ hasText: "github.pull_request.opened" }).first();
  await row.getByRole("button", { name: "github.pull_request.opened" }).click();
  const inspector = page.getByRole("region", { name: "Event" });
  await expect(inspector.getByRole("link", { name: "Opened pull requests" })).toBeVisible();
  await expect(inspector.getByText("Succeeded").first()).toBeVisible();
  await inspector.getByRole("link", { name: "Open as a page" }).click();
  await expect(page).toHaveURL(/\/events\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("list", { name: "payload" })).toContainText("pull_request:");
  await page.getByLabel("Search the payload").fill("Codertocat");
  await expect(page.locator("mark").first()).toHaveText("Codertocat");
});

test("the list is shareable, pages back, and J, K and Esc walk through it", async ({ page }) => {
  await page.goto(at("/events?pattern=github.*"));
  const rows = page.getByRole("table", { name: "Events" }).getByRole("row");
  await expect(rows).toHaveCount(51);
  await page.getByRole("button", { name: "Load older" }).click();
  await expect(rows).toHaveCount(101);
  await page.keyboard.press("j");
  await page.keyboard.press("j");
  await expect(rows.nth(2)).toHaveAttribute("data-selected", "true");
  await page.keyboard.press("k");
  await expect(rows.nth(1)).toHaveAttribute("data-selected", "true");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Event" })).toBeHidden();
  await page.keyboard.press("/");
  await expect(page.getByLabel("Event name")).toBeFocused();
});

test("filters that nothing fits say so and can be cleared", async ({ page }) => {
  await page.goto(at("/events?pattern=nothing.here&range=1h"));
  await expect(page.getByRole("heading", { name: "No event fits these filters" })).toBeVisible();
  await page.getByRole("button", { name: "Clear the filters" }).click();
  await expect(page).toHaveURL(at("/events"));
  await expect(page.getByRole("table", { name: "Events" })).toBeVisible();
});

test("a wrong signature is a receipt that says so", async ({ page }) => {
  const refused = await fetch(`${process.env[STACK_URL]}/api/webhooks/github`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-github-event": "push",
      "x-github-delivery": "forged",
      "x-hub-signature-256": `sha256=${"0".repeat(64)}`,
    },
    body: '{"ref":"refs/heads/forged"}',
  });
  expect(refused.status).toBe(401);
  await page.getByRole("link", { name: "Receipts" }).click();
  await page.getByRole("combobox", { name: "Reason" }).click();
  await page.getByRole("option", { name: "Bad signature" }).click();
  await expect(page).toHaveURL(/reason=bad_signature/);
  await page
    .getByRole("button", { name: /Open the receipt/ })
    .first()
    .click();
  const inspector = page.getByRole("region", { name: "Receipt" });
  await expect(inspector.getByText("HTTP 401")).toBeVisible();
  await expect(inspector.getByText("The signature does not match the body", { exact: false })).toBeVisible();
  await expect(inspector.getByText("refs/heads/forged")).toBeVisible();
});

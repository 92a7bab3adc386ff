import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { at, openAsAda } from "./support/person.ts";
import { createPublisher, type Publish } from "./support/publisher.ts";

/** Each test goes on where the one before it ended. */
test.describe.configure({ mode: "serial" });

const run = randomUUID().slice(0, 8);
const workflow = `Journey workflow ${run}`;
const pattern = `Journey orders ${run}`;
const name = `order${run}.created`;

let publish: Publish;

test.beforeAll(async () => {
  publish = await createPublisher();
});

test.beforeEach(({ page }) => openAsAda(page));

test("a new workflow shows its signing secret once", async ({ page }) => {
  await page.goto(at("/workflows/new"));
  await page.getByLabel("Name").fill(workflow);
  await page.getByLabel("URL").fill("not a url");
  await page.getByRole("button", { name: "Create the workflow" }).click();
  await expect(page.getByText("This is not a URL.", { exact: false })).toBeVisible();
  await page.getByRole("combobox", { name: "Target" }).click();
  await page.getByRole("option", { name: "Log line" }).click();
  await page.getByRole("button", { name: "Create the workflow" }).click();
  await expect(page.getByTestId("signing-secret")).toHaveText(/^whsec_[A-Za-z0-9+/]{43}=$/);
  await page.getByRole("link", { name: "Back to the workflows" }).click();
  await expect(page.getByRole("row").filter({ hasText: workflow })).toBeVisible();
});

test("a prefix pattern matches the next event", async ({ page }) => {
  await publish({ eventId: `journey-${run}-1`, pattern: name, payload: { total: 12 } });
  await page.getByRole("link", { name: "Patterns" }).click();
  await page.getByRole("link", { name: "New pattern" }).first().click();
  await page.getByRole("button", { name: "Create the pattern" }).click();
  await expect(page.getByText("Give the pattern a name.")).toBeVisible();
  await page.getByLabel("Name", { exact: true }).fill(pattern);
  await page.getByRole("combobox", { name: "Workflow" }).click();
  await page.getByRole("option", { name: workflow }).click();
  await page.getByRole("combobox", { name: "How the name is compared" }).click();
  await page.getByRole("option", { name: "begins with" }).click();
  await page.getByLabel("Value", { exact: true }).fill(`order${run}.`);
  await expect(page.getByText("This event matches.")).toBeVisible();
  await page.getByRole("button", { name: "Create the pattern" }).click();
  await expect(page.getByRole("row").filter({ hasText: pattern })).toContainText("never");

  await page.goto(at(`/events?pattern=${name}`));
  await expect(page.getByRole("row").filter({ hasText: name })).toHaveCount(1);
  await publish({ eventId: `journey-${run}-2`, pattern: name, payload: { total: 1500 } });
  await page.getByRole("button", { name: /\d+ new/ }).click();
  await expect(page.getByRole("row").filter({ hasText: name })).toHaveCount(2);
  await page.getByRole("row").filter({ hasText: name }).first().getByRole("button", { name }).click();
  const inspector = page.getByRole("region", { name: "Event" });
  await expect(inspector.getByRole("link", { name: pattern })).toBeVisible();
  await expect(inspector.getByText("Succeeded").first()).toBeVisible();
  await page.goto(at("/patterns"));
  await expect(page.getByRole("row").filter({ hasText: pattern })).not.toContainText("never");
});

test("a filter is tested clause by clause, edited as JSON, and never overwrites a newer version", async ({
  page,
}) => {
  await page.goto(at("/patterns"));
  await page.getByRole("link", { name: pattern }).click();
  await page.getByRole("button", { name: "Add a filter" }).click();
  await page.getByLabel("Path of filter 1").fill("payload.total");
  await page.getByRole("button", { name: "Save a new version" }).click();
  await expect(page.locator("#filter-0-field-error")).toBeVisible();
  await page.getByLabel("Path of filter 1").fill("$.payload.total");
  await page.getByRole("combobox", { name: "Operator of filter 1" }).click();
  await page.getByRole("option", { name: "is greater than" }).click();
  await page.getByLabel("Value of filter 1").fill("99999");
  await expect(page.getByText("No match: filter 1.")).toBeVisible();

  await page.getByRole("button", { name: "JSON", exact: true }).click();
  const json = page.getByLabel("The pattern as JSON");
  await expect(json).toHaveValue(/"operator": "gt"/);
  await json.fill(
    '{"type":"prefix","value":"x","filters":[{"field":"$.payload.total","operator":"above","value":1}]}',
  );
  await expect(page.getByText(/filters › 0 › operator: /)).toBeVisible();
  await json.fill(
    `{"type":"prefix","value":"order${run}.","filters":[{"field":"$.payload.total","operator":"gt","value":1}]}`,
  );
  await expect(page.getByText("This event matches.")).toBeVisible();

  const other = await page.context().newPage();
  await other.goto(page.url());
  await other.getByLabel("Name", { exact: true }).fill(`${pattern} (edited)`);
  await other.getByRole("button", { name: "Save a new version" }).click();
  await expect(other.getByText("Version 2", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Save a new version" }).click();
  await expect(
    page.getByText("Somebody else saved version 2 meanwhile.", { exact: false }).first(),
  ).toBeVisible();
  await page.getByRole("button", { name: "Load the newest version" }).click();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue(`${pattern} (edited)`);
});

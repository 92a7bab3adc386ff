import { randomUUID } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { seedRule } from "#e2e/support/business-rules.ts";
import { expectAccessible } from "./support/accessible.ts";
import { at, openAsAda } from "./support/person.ts";
import { createPublisher, type Publish } from "./support/publisher.ts";
import { withRuntime } from "./support/runtime.ts";

const run = randomUUID().slice(0, 8);
const name = `invoice${run}.created`;
const [large, off] = [`Large ${run}`, `Retired ${run}`];
const rule = `Totals of ${run}`;

const VIEWS = [
  { title: "light, desk", colorScheme: "light", viewport: { width: 1280, height: 800 } },
  { title: "dark, phone", colorScheme: "dark", viewport: { width: 390, height: 844 } },
] as const;

let publish: Publish;

test.beforeAll(async () => {
  publish = await createPublisher();
  await withRuntime(async ({ ctx }) => {
    await seedRule(ctx, {
      name: rule,
      severity: "refuse",
      appliesTo: { type: "exact", value: name, filters: [] },
      rule: {
        kind: "check",
        expression: "payload.net + payload.tax == payload.total",
        message: "The total must be net plus tax.",
        field: "$.payload.total",
      },
    });
    const workflowId = ctx.newId();
    await ctx.db.sql`
      insert into workflows (id, name, target, signing_secret)
      values (${workflowId}, ${`Why ${run}`}, '{"kind":"log"}', ${ctx.secrets.encrypt("whsec_journey")})`;
    const filters = JSON.stringify([{ field: "$.payload.total", operator: "gt", value: 1000 }]);
    await ctx.db.sql`
      insert into patterns (id, workflow_id, name, type, value, filters, enabled) values
        (${ctx.newId()}, ${workflowId}, ${large}, 'exact', ${name}, ${filters}::jsonb, true),
        (${ctx.newId()}, ${workflowId}, ${off}, 'exact', ${name}, '[]', false)`;
  });
});

test.beforeEach(({ page }) => openAsAda(page));

for (const { title, colorScheme, viewport } of VIEWS) {
  test.describe(title, () => {
    test.use({ colorScheme, viewport });

    test("an event that started nothing says which clause failed, and what is switched off", async ({
      page,
    }) => {
      const receiptId = await publish({
        eventId: `why-${run}-${colorScheme}`,
        pattern: name,
        payload: { net: 10, tax: 2, total: 12 },
      });
      await page.goto(at(`/receipts/${receiptId}`));
      await page.getByRole("link", { name: /^why-/ }).click();
      const why = page.getByRole("listitem");
      const first = why.filter({ has: page.getByRole("link", { name: large }) });
      await expect(first).toContainText("No match: filter 1. $.payload.total is the number 12");
      const second = why.filter({ has: page.getByRole("link", { name: off }) });
      await expect(second).toContainText("The pattern is switched off.");
      await expectAccessible(page);
    });

    test("a rejected event shows its error, is corrected by keyboard, and says what became of it", async ({
      page,
    }) => {
      const receiptId = await publish({
        eventId: `wrong-${run}-${colorScheme}`,
        pattern: name,
        payload: { net: 10, tax: 2, total: 13 },
      });
      await page.goto(at(`/receipts/${receiptId}`));
      const errors = page.getByRole("table", { name: "Errors of this event" });
      await expect(errors.getByRole("row").last()).toContainText("/payload/total");
      await expect(errors).toContainText(`Rule ${rule}, version 1`);
      await expectAccessible(page);

      await correct(page, '"total": 13', '"total": 14');
      const became = page.getByRole("status").filter({ hasText: "Corrected by another request:" });
      await expect(became).toContainText("Rejected");
      await expect(became.getByRole("link", { name: "another request" })).toBeFocused();
      await became.getByRole("link", { name: "another request" }).click();
      await correct(page, '"total": 14', '"total": 12');
      await expect(became).toContainText("Stored");
      await expect(page.getByRole("button", { name: /^Correct/ })).toHaveCount(0);
      await expectAccessible(page);
    });
  });
}

/** Opens the editor, changes the event in it and sends it, without a mouse. */
async function correct(page: Page, before: string, after: string): Promise<void> {
  await page.getByRole("button", { name: /^Correct/ }).press("Enter");
  const editor = page.getByLabel("The corrected event");
  await expect(editor).toBeFocused();
  await editor.fill((await editor.inputValue()).replace(before, after));
  await editor.press("Tab");
  await page.keyboard.press("Enter");
  await expect(editor).toHaveCount(0);
}

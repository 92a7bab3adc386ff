import { type BrowserContext, expect, type Page } from "@playwright/test";
import { SETUP_URL, STACK_URL } from "#e2e/support/browser-stack.ts";

/** The first admin of the run. */
export const ADA = { name: "Ada", email: "ada@example.com", password: "correct horse battery" };

/** The address of a page of the run's Tidings. */
export function at(path: string): string {
  return new URL(path, required(STACK_URL)).href;
}

/** Makes the first admin with the link that `npm start` printed; ends on the events. */
export async function setUp(page: Page): Promise<void> {
  await page.goto(required(SETUP_URL));
  await page.getByLabel("Name").fill(ADA.name);
  await page.getByLabel("E-mail address").fill(ADA.email);
  await page.getByLabel("Password").fill(ADA.password);
  await page.getByRole("button", { name: "Create the admin account" }).click();
  await expectEvents(page);
}

/** Signs Ada in, and makes her account if this is the run's first journey; ends on the events. */
export async function signIn(page: Page): Promise<void> {
  await page.goto(at("/sign-in"));
  const first = page.getByRole("heading", { name: "No account yet" });
  await expect(first.or(page.getByRole("heading", { name: "Sign in" }))).toBeVisible();
  if (await first.isVisible()) return await setUp(page);
  await page.getByLabel("E-mail address").fill(ADA.email);
  await page.getByLabel("Password").fill(ADA.password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expectEvents(page);
}

/** Ada's session: later journeys go on with it instead of signing in again. */
let cookies: Awaited<ReturnType<BrowserContext["cookies"]>> = [];

/** Opens the events, signed in. */
export async function openAsAda(page: Page): Promise<void> {
  if (cookies.length === 0) {
    await signIn(page);
    cookies = await page.context().cookies();
    return;
  }
  await page.context().addCookies(cookies);
  await page.goto(at("/events"));
  await expectEvents(page);
}

/** The list is read by the page's own script, so once it is there the page answers to clicks. */
async function expectEvents(page: Page): Promise<void> {
  await expect(page.getByRole("heading", { name: "Events", exact: true })).toBeVisible();
  await expect(page.getByRole("status", { name: "Loading the events" })).toHaveCount(0);
}

function required(name: string): string {
  const value = process.env[name];
  if (!value)
    throw new Error(`${name} is not set. Run the journeys with npm run test:e2e, which starts Tidings.`);
  return value;
}

import { expect, test } from "@playwright/test";
import { at, setUp, signIn } from "./support/person.ts";

test("the set-up link makes the first admin, once", async ({ page }) => {
  await page.goto(at("/setup?token=guess"));
  await expect(page.getByRole("heading", { name: "This link is not valid" })).toBeVisible();
  await setUp(page);
  await expect(page.getByRole("heading", { name: "No events yet" })).toBeVisible();
  await page.goto(at("/setup?token=guess"));
  await expect(page.getByRole("heading", { name: "Already set up" })).toBeVisible();
});

test("pages are for people who are signed in; signing out ends that", async ({ page }) => {
  await page.goto(at("/patterns"));
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.getByLabel("E-mail address").fill("ada@example.com");
  await page.getByLabel("Password").fill("wrong");
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page.getByText("The e-mail address or the password is wrong.")).toBeVisible();
  await signIn(page);
  await page.getByRole("button", { name: /ada@example.com/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
  await page.goto(at("/events"));
  await expect(page.getByRole("heading", { name: "Sign in" })).toBeVisible();
});

test("before its script runs, the sign-in form cannot put a password into the address", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(at("/sign-in"));
  await expect(page.locator("form")).toHaveAttribute("method", "post");
  await expect(page.getByRole("button", { name: "Sign in" })).toBeDisabled();
  await context.close();
});

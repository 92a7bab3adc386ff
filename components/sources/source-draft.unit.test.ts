import { expect, test } from "vitest";
import { sourceInput, sourceKey } from "#schemas/source.ts";
import { EMPTY_DRAFT, sourceOf, suggestKey } from "./source-draft.ts";

test.each([
  ["GitHub", "github"],
  ["  Acme / Web-shop  ", "acme-web-shop"],
  ["Café & Co.", "cafe-co"],
  ["42 & more", "42-more"],
  [`${"a".repeat(63)} b`, "a".repeat(63)],
])("the name %j suggests the key %j", (name, key) => {
  expect(suggestKey(name)).toBe(key);
  expect(sourceKey.safeParse(key).success).toBe(true);
});

test("a name without a letter for a key suggests none", () => {
  expect(suggestKey("新聞")).toBe("");
});

test("a key that was typed stays, whatever the name becomes", () => {
  expect(sourceOf({ ...EMPTY_DRAFT, name: "Shop", key: "own" }).key).toBe("own");
  expect(sourceOf({ ...EMPTY_DRAFT, name: "Shop", key: "" }).key).toBe("");
});

test("a secret is asked for unless one was pasted, which is used as it is", () => {
  const draft = { ...EMPTY_DRAFT, name: "Shop", secret: " 0123456789abcdef" };
  expect(sourceInput.safeParse(sourceOf(draft)).data?.secret).toBeNull();
  const pasted = sourceInput.safeParse(sourceOf({ ...draft, secretFrom: "pasted" }));
  expect(pasted.error?.issues[0]?.message).toMatch("begins or ends with a space");
});

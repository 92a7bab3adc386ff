import { expect, test } from "vitest";
import { sourceKey } from "#schemas/source.ts";
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

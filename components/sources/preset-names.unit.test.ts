import { expect, test } from "vitest";
import { WEBHOOK_PRESETS } from "#schemas/preset.ts";
import { PRESET_OPTIONS, presetTitle, providerOf } from "./preset-names.ts";

test("every preset can be chosen once, and no two look the same", () => {
  const options = PRESET_OPTIONS.flatMap(({ items }) => items);
  expect(options.map(({ value }) => value).sort()).toEqual(Object.keys(WEBHOOK_PRESETS).sort());
  expect(new Set(options.map(({ label }) => label)).size).toBe(options.length);
});

test("providers are named in sentences as they are, other senders are not", () => {
  expect(providerOf("stripe")).toBe("Stripe");
  expect(providerOf("meta")).toBe("Meta");
  expect(providerOf("hmac")).toBeNull();
});

test("a preset of a later version is called by its name", () => {
  expect(presetTitle("native")).toBe("Publish API");
  expect(presetTitle("later")).toBe("later");
  expect(presetTitle("toString")).toBe("toString");
});

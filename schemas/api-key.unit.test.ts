import { expect, test } from "vitest";
import { apiKeyInput, keyMay, roleOfKey } from "./api-key.ts";

test.each([
  [["publish"], ["publish"], null],
  [["read"], ["read"], "viewer"],
  [["publish", "read"], ["publish", "read"], "viewer"],
  [["manage"], ["publish", "read", "manage"], "admin"],
  [["of a later version"], [], null],
  [[], [], null],
])("a key with %j may %j and acts as %s", (scopes, allowed, role) => {
  expect((["publish", "read", "manage"] as const).filter((scope) => keyMay(scopes, scope))).toEqual(allowed);
  expect(roleOfKey(scopes)).toBe(role);
});

test("a new key publishes, with the limits of its source", () => {
  const sourceId = "018e41b2-6f00-7c3a-9d51-2f1f6c0a7e42";
  expect(apiKeyInput.parse({ sourceId, name: "Billing" })).toMatchObject({
    scopes: ["publish"],
    rateLimit: null,
  });
});

import { expect, test } from "vitest";
import { scopeList, scopesOf } from "./scopes.ts";

test("manage stands alone, as it includes the others", () => {
  expect(scopesOf(["publish", "manage"])).toEqual(["manage"]);
  expect(scopesOf(["read"])).toEqual(["read"]);
});

test("scopes are listed in one order, and those of a later version after them", () => {
  expect(scopeList(["later", "read", "publish"])).toBe("Publish, Read, later");
});

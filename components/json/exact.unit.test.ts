import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { childPath, containsText, ExactNumber, parseExact, prettyJson } from "./exact.ts";

describe("parseExact", () => {
  test.each(["9007199254740993", "1500.00", "-0", "1e+2", "0.1000"])("keeps the digits of %s", (digits) => {
    expect(parseExact(digits)).toEqual(new ExactNumber(digits));
    expect(prettyJson(parseExact(`{"amount":${digits}}`))).toBe(`{\n  "amount": ${digits}\n}`);
  });

  test("keeps a member that is called __proto__", () => {
    expect(prettyJson(parseExact('{"__proto__":1}'))).toContain('"__proto__": 1');
  });

  test("pretty text means what the text meant", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.parse(prettyJson(parseExact(text)))).toEqual(JSON.parse(text));
      }),
    );
  });
});

describe("childPath", () => {
  test("writes plain names with a dot and others in brackets", () => {
    expect(childPath("$.payload", "amount")).toBe("$.payload.amount");
    expect(childPath("$.payload", 3)).toBe("$.payload[3]");
    expect(childPath("$", "it's")).toBe("$['it\\'s']");
  });
});

describe("containsText", () => {
  const value = parseExact('{"customer":{"name":"Ada"},"lines":[{"sku":"B-7"}],"total":12.50}');

  test("looks into names, text and digits, without regard to case", () => {
    expect(containsText(null, value, "ada")).toBe(true);
    expect(containsText(null, value, "sku")).toBe(true);
    expect(containsText(null, value, "12.50")).toBe(true);
    expect(containsText(null, value, "grace")).toBe(false);
  });
});

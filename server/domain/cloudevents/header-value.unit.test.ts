import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeHeaderValue, encodeHeaderValue } from "./header-value.ts";

const value = (text: string) => ({ outcome: "value", text });

describe("writing a header's value", () => {
  test.each([
    ["Euro € 😀", "Euro%20%E2%82%AC%20%F0%9F%98%80"],
    ['say "hi"', "say%20%22hi%22"],
    ["100%", "100%25"],
    ["%41", "%2541"],
    ["a\u00a0b\u007f", "a%C2%A0b%7F"],
    ["!#$&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~", "!#$&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~"],
  ])("%j is %s", (text, encoded) => {
    expect(encodeHeaderValue(text)).toBe(encoded);
    expect(decodeHeaderValue(encoded)).toEqual(value(text));
  });

  test("and reading it gives any text again", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const encoded = encodeHeaderValue(text);
        expect(encoded).toMatch(/^[!#-~]*$/);
        expect(decodeHeaderValue(encoded)).toEqual(value(text));
      }),
    );
  });
});

describe("reading a header's value", () => {
  test.each([
    ["lower-case digits", "%e2%82%ac", "€"],
    ["escapes that were not needed", "%61%2Fb", "a/b"],
    ["one round only", "%2541", "%41"],
    ["spaces of older senders", "a b  c", "a b  c"],
    ["a quoted value", '"a b"', "a b"],
    ["a quoted value with backslashes", '"say \\"hi\\" \\\\ \\a"', 'say "hi" \\ a'],
    ["escapes inside quotes", '"%22%E2%82%AC"', '"€'],
    ["a backslash without quotes", "a\\b", "a\\b"],
    ["a byte order mark, as the character that it is", "%EF%BB%BFa", "\ufeffa"],
    ["nothing", "", ""],
  ])("%s", (_, raw, text) => {
    expect(decodeHeaderValue(raw)).toEqual(value(text));
  });

  test.each([
    ["an overlong encoding", "%C0%A0", /not UTF-8/],
    ["half a sequence", "%E2%82", /not UTF-8/],
    ["a sequence that a character interrupts", "%E2a%82%AC", /not UTF-8/],
    ["an encoded surrogate", "%ED%A0%80", /not UTF-8/],
    ["a lone percent sign", "100%", /%25/],
    ["a percent sign before other characters", "%zz", /%25/],
    ["a quote inside", 'say "hi"', /%22/],
    ["a quote that is not closed", '"a', /%22/],
    ["a quote that a backslash takes away", '"a\\"', /%22/],
    ["raw Latin-1", "caf\u00e9", /printable ASCII/],
    ["a raw tab", "a\tb", /printable ASCII/],
  ])("%s is a fault", (_, raw, message) => {
    expect(decodeHeaderValue(raw)).toMatchObject({
      outcome: "fault",
      message: expect.stringMatching(message),
    });
  });
});

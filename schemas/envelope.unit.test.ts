import { describe, expect, test } from "vitest";
import { EVENT_ID_PATTERN, PATTERN_NAME_PATTERN } from "./envelope.ts";

const eventId = new RegExp(EVENT_ID_PATTERN, "u");
const patternName = new RegExp(PATTERN_NAME_PATTERN, "u");

describe("an identifier", () => {
  test.each([
    0x0000, 0x0009, 0x000a, 0x007f, 0x0085, 0x00ad, 0x061c, 0x115f, 0x1160, 0x180e, 0x200b, 0x200d, 0x2028,
    0x2029, 0x202e, 0x2060, 0x2066, 0x206f, 0x3164, 0xd800, 0xdfff, 0xfeff, 0xffa0, 0xfff9, 0xfffb, 0xe0001,
    0xe0020, 0xe0041, 0xe007f,
  ])("holds no %i: nobody sees it", (codePoint) => {
    const text = `a${String.fromCodePoint(codePoint)}b`;
    expect(eventId.test(text)).toBe(false);
    expect(patternName.test(text)).toBe(false);
  });

  test.each(["evt_1", "évènement", "请求", "실행", "ﾊﾝ", "🧾", "e\u0301"])("may be %s", (text) => {
    expect(eventId.test(text)).toBe(true);
    expect(patternName.test(text)).toBe(true);
  });

  test("may hold a space if it is an id, not if it is a name", () => {
    expect(eventId.test("a b")).toBe(true);
    expect(patternName.test("a b")).toBe(false);
  });
});

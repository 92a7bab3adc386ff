import { describe, expect, test } from "vitest";
import { escapeLines, escapeText, jsonText } from "./escape.ts";
import { localTime } from "./local-time.ts";
import { facts, table } from "./table.ts";
import { textWidth } from "./text-width.ts";

const HOSTILE = "a\u001b[2Jb\u009bc\u202ed\u200be\u2028f\r\n\tg\ud800h\u{e0041}";

describe("text of others", () => {
  test("is written out where a terminal would obey it", () => {
    expect(escapeText(HOSTILE)).toBe(
      "a\\u001b[2Jb\\u009bc\\u202ed\\u200be\\u2028f\\r\\n\\tg\\ud800h\\udb40\\udc41",
    );
    expect(escapeText("Grüße, 请求 ✓")).toBe("Grüße, 请求 ✓");
  });

  test("keeps its lines where it may have some, each indented", () => {
    expect(escapeLines("a\r\nerror: \u001b\nb", "  ")).toBe("  a\n  error: \\u001b\n  b");
  });

  test("is harmless as JSON, and the same when it is read", () => {
    const text = jsonText({ text: HOSTILE }, 2);
    expect(text).toMatch(/^[\n\x20-\x7e]+$/);
    expect(JSON.parse(text)).toEqual({ text: HOSTILE });
  });
});

describe("a table", () => {
  const HEAD = [{ title: "KEY" }, { title: "NAME", cuttable: true }, { title: "STATE" }];

  test("stands under its titles, whatever the width of the characters", () => {
    const rows = [
      ["a", "请求", "on"],
      ["bcde", "e\u0301té", "off"],
    ];
    expect(table(HEAD, rows, null)).toBe("KEY   NAME  STATE\na     请求  on\nbcde  e\u0301té   off");
  });

  test("is cut to the terminal where it may be, and no row has two lines", () => {
    const rows = [["a-key-that-people-copy", `a long\nname ${"x".repeat(200)}`, "on"]];
    const lines = table(HEAD, rows, 60).split("\n");
    expect(lines).toHaveLength(2);
    expect(lines.map(textWidth).every((width) => width <= 60)).toBe(true);
    expect(lines[1]).toMatch(/^a-key-that-people-copy {2}a long\\nname x+… {2}on$/);
    expect(table(HEAD, rows, 10)).toContain("a-key-that-people-copy");
  });

  test("of facts is aligned too, and a value is one line", () => {
    expect(
      facts([
        ["id", "1"],
        ["name", "a\nb"],
      ]),
    ).toBe("id    1\nname  a\\nb");
  });
});

test("times are local, with their offset", () => {
  const shown = localTime("2026-03-15T10:00:00.214Z");
  expect(shown).toMatch(/^2026-03-1[456] \d\d:\d\d:00[+-]\d\d:\d\d$/);
  expect(Date.parse(shown.replace(" ", "T"))).toBe(Date.parse("2026-03-15T10:00:00Z"));
  expect([localTime(null), localTime("soon")]).toEqual(["-", "soon"]);
});

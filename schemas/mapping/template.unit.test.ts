import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { textsAt } from "../json/texts-at.ts";
import { compileMapping } from "./compiled.ts";
import { fillTemplate } from "./fill.ts";
import { mapping } from "./schema.ts";
import { MAX_TEMPLATE_CHARACTERS, MAX_TEMPLATE_PARTS, parseTemplate } from "./template.ts";

const SHA256 = "a".repeat(64);

function fill(template: string, payload: string, headers: Record<string, string> = {}) {
  const parsed = parseTemplate(template);
  if (parsed.outcome === "invalid") return parsed;
  const { places } = compileMapping({ items: null, eventId: [template], name: ["x"], time: [] });
  return fillTemplate(parsed.parts, {
    headers,
    value: JSON.parse(payload),
    texts: () => textsAt(payload, places),
    sha256: () => SHA256,
  });
}

describe("a template", () => {
  test.each([
    ["plain", "{}", "plain"],
    ["github.{header:X-GitHub-Event}.{$.action}", '{"action":"opened"}', "github.issues.opened"],
    ["{$.a.b[1].c}", '{"a":{"b":[{},{"c":"deep"}]}}', "deep"],
    ["{$['net amount']}{$[\"event-data\"].x}", '{"net amount":1,"event-data":{"x":2}}', "12"],
    ["{$.TYPE:lower}.{header:x-github-event:lower}", '{"TYPE":"INVOICE"}', "invoice.issues"],
    ["{sha256}", "{}", SHA256],
    ["{{{$.a}}}{{}}", '{"a":"x"}', "{x}{}"],
    ["{$.a}", '{"a":true}', "true"],
    ["{$.a}", '{"a":9007199254740993}', "9007199254740993"],
    ["{$.a}", '{"a":1.10}', "1.10"],
    ["{$.a[0]}", '{"a":[12345678901234567890]}', "12345678901234567890"],
    ["{$.__proto__.x}", '{"__proto__":{"x":"own"}}', "own"],
  ])("%s with %s is %s", (template, payload, expected) => {
    expect(fill(template, payload, { "x-github-event": "issues" })).toEqual({
      outcome: "filled",
      text: expected,
    });
  });

  test.each([
    ["{$.a}", "{}", "{$.a}"],
    ["{$.a}", '{"a":null}', "{$.a}"],
    ["{$.a}", '{"a":""}', "{$.a}"],
    ["{$.a}", '{"a":{}}', "{$.a}"],
    ["{$.a}", '{"a":[1]}', "{$.a}"],
    ["x{$.toString}", "{}", "{$.toString}"],
    ["{$.b}{$.a:lower}", '{"b":1}', "{$.a:lower}"],
    ["{header:x-none}", "{}", "{header:x-none}"],
    ["{header:toString}", "{}", "{header:toString}"],
    ["{header:x-empty}", "{}", "{header:x-empty}"],
  ])("%s does not apply to %s", (template, payload, part) => {
    expect(fill(template, payload, { "x-empty": "" })).toMatchObject({ outcome: "missing", part });
  });

  test("does not copy a value as long as a body again and again", () => {
    expect(fill("{$.a}".repeat(MAX_TEMPLATE_PARTS), JSON.stringify({ a: "x".repeat(1_000_000) }))).toEqual({
      outcome: "too_long",
    });
  });

  test.each([
    "{",
    "}",
    "a } b",
    "{}",
    "{name}",
    "{header:}",
    "{header:a b}",
    "{$}",
    "{$.}",
    "{$.a",
    "{$..a}",
    "{$.a[*]}",
    "{$.a[0:2]}",
    "{$.a[-1]}",
    "{$['a','b']}",
    "{$.a[?(@.b)]}",
    "{$.a.length()}",
    "{$.a:upper}",
    "{sha512}",
    "x".repeat(MAX_TEMPLATE_CHARACTERS + 1),
    "{$.a}".repeat(MAX_TEMPLATE_PARTS + 1),
  ])("%s is refused with a sentence", (template) => {
    expect(parseTemplate(template)).toMatchObject({
      outcome: "invalid",
      message: expect.stringMatching(/\.$/),
    });
  });

  test("stays text: what is filled in is never filled in again", () => {
    const value = fc.oneof(
      fc.constantFrom("{$.secret}", "{header:x}", "{sha256}", "{{", "}}", "{$.a}"),
      fc.string({ minLength: 1 }),
    );
    fc.assert(
      fc.property(value, value, (a, b) => {
        const payload = JSON.stringify({ a, secret: "never seen" });
        const filled = fill("<{$.a}|{header:x}>", payload, { x: b });
        expect(filled).toEqual({ outcome: "filled", text: `<${a}|${b}>` });
      }),
    );
  });
});

test("numbers that a double cannot tell apart stay apart, however long the list before them", () => {
  const list = "0,".repeat(150_000);
  const ids = ["12345678901234567", "12345678901234568"];
  const filled = ids.map((id) => fill("{$.d[150000]}", `{"d":[${list}${id}]}`));
  expect(filled).toEqual(ids.map((text) => ({ outcome: "filled", text })));
});

describe("the path to a list", () => {
  const parse = (items: string) =>
    mapping.safeParse({ items, eventId: ["{$.a}"], name: ["x"], time: [] }).success;

  test.each(["$", "$.a", `$${".a".repeat(8)}`])("may be %s", (items) => {
    expect(parse(items)).toBe(true);
  });

  test.each(["", "a", "$.", "$[0]", "$..a", `$${".a".repeat(9)}`, `$.${"a".repeat(600)}`])(
    "may not be %s",
    (items) => {
      expect(parse(items)).toBe(false);
    },
  );
});

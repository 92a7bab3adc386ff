import { describe, expect, test } from "vitest";
import { MAX_PATH_CHARACTERS } from "./limits.ts";
import { parsePath } from "./path.ts";
import type { ParsedPath } from "./path-model.ts";

function parsed(text: string): ParsedPath {
  const result = parsePath(text);
  if (result.outcome === "refused") throw new Error(result.message);
  return result.path;
}

describe("a path that selects one node has its steps", () => {
  test.each<[string, (string | number)[]]>([
    ["$.payload.amount", ["payload", "amount"]],
    ["$.payload.items[0].sku", ["payload", "items", 0, "sku"]],
    ["$['payload'][\"a.b\"]", ["payload", "a.b"]],
    ["$.payload[ 'a' ]", ["payload", "a"]],
    ["$.payload['it\\'s \"so\"']", ["payload", 'it\'s "so"']],
    ['$.payload["it\'s \\"so\\""]', ["payload", 'it\'s "so"']],
    ["$.payload['\\u00e4\\n\\\\']", ["payload", "\u00e4\n\\"]],
    ["$.payload.x-request-id", ["payload", "x-request-id"]],
    ["$.payload.\u540d\u524d", ["payload", "\u540d\u524d"]],
    ["$.payload.\u{1f4b6}x\u{10ffff}", ["payload", "\u{1f4b6}x\u{10ffff}"]],
    ["$.payload.__proto__", ["payload", "__proto__"]],
    ["$.payload.constructor.prototype", ["payload", "constructor", "prototype"]],
  ])("%s", (text, steps) => {
    expect(parsed(text).steps).toEqual(steps);
  });
});

test.each([
  "$.payload.*",
  "$.payload[*]",
  "$..sku",
  "$..*",
  "$..[0]",
  "$.payload['a','b']",
  "$.payload[0,1]",
  "$.payload[1:]",
  "$.payload[:2]",
  "$.payload[::2]",
  "$.payload[ 0 : 1 ]",
])("%s may select several nodes", (text) => {
  expect(parsed(text).steps).toBeUndefined();
});

describe("refused, with a sentence that says what to write", () => {
  test.each<[string, RegExp]>([
    ["", /begins with \$/],
    ["payload.amount", /begins with \$/],
    ["$", /whole event/],
    ["$.amount", /no "amount"\. A path begins with \$\.eventId/],
    ["$[0]", /An event has no 0/],
    ["$.toString", /no "toString"/],
    ["$.payload.", /a name was expected, but the path ends/],
    ["$.payload..", /a name was expected/],
    ["$...payload", /a name was expected/],
    ["$payload", /a dot or a bracket/],
    ["$.payload.0", /a name was expected, but "0"/],
    ["$.payload.net amount", /goes in brackets/],
    ["$.payload ", /a dot or a bracket/],
    ["$.payload[-1]", /Negative numbers/],
    ["$.payload[-2:]", /Negative numbers/],
    ["$.payload[::-1]", /Negative numbers/],
    ["$.payload[::0]", /at least 1/],
    ["$.payload[]", /an index, a slice/],
    ["$.payload[0", /comma or "\]"/],
    ["$.payload[0 1]", /comma or "\]"/],
    ["$.payload[0,]", /an index, a slice/],
    ["$.payload[amount]", /an index, a slice/],
    ["$.payload[1.5]", /comma or "\]"/],
    ["$.payload['a]", /not closed/],
    ["$.payload['\\x41']", /escape/],
    ["$.payload['\\\"']", /escape/],
    ['$.payload["\\\'"]', /escape/],
    ["$.payload['\\ud800']", /escape/],
    ["$.payload['a\nb']", /not closed/],
    ["$.payload.a\u0000", /holds the character U\+0000/],
    ["$.payload.\ud800", /half of a surrogate pair/],
    ["$.payload.a\udc00b", /half of a surrogate pair/],
    ["$.payload['\ud800']", /half of a surrogate pair/],
    ["$.payload[?(@.amount > 5)]", /Filter expressions/],
    ["$.payload[?@.amount > 5]", /Filter expressions/],
    ["$..[?(@.x)]", /Filter expressions/],
    ["$.payload[(@.length-1)]", /Scripts/],
    ["$.payload.items.length()", /Functions/],
    ["$.payload.items.~", /a name was expected/],
    ["$.payload^", /a dot or a bracket/],
    ["$.payload@string()", /a dot or a bracket/],
    ["$.payload.`amount", /a name was expected/],
    ["$.payload.a;process.exit()", /a dot or a bracket/],
    [`$.payload.${"a".repeat(MAX_PATH_CHARACTERS)}`, /longer than 500 characters/],
  ])("%s", (text, message) => {
    expect(parsePath(text)).toMatchObject({ outcome: "refused", message: expect.stringMatching(message) });
  });
});

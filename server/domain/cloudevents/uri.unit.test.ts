import { describe, expect, test } from "vitest";
import { isForeignReference, sourceOfUri, uriOfSource } from "./source-uri.ts";
import { isUri, isUriReference } from "./uri.ts";

test.each([
  "https://github.com/cloudevents",
  "mailto:cncf-wg-serverless@lists.cncf.io",
  "urn:uuid:6e8bc430-9c3a-11d9-9669-0800200c9a66",
  "http://user:pass@[2001:db8::7]:8080/a;b?c=/d?#e/?f",
  "file:///etc/hosts",
  "a:",
  "tel:+1-816-555-1212",
])("%s is a URI", (text) => {
  expect([isUri(text), isUriReference(text)]).toEqual([true, true]);
});

test.each(["/a/b", "1-555-123-4567", "", "?q", "#f", "//host/path", "a/b:c", "./a:b", "%20", "../x"])(
  "%j is a reference only",
  (text) => {
    expect([isUri(text), isUriReference(text)]).toEqual([false, true]);
  },
);

test.each([
  "a b",
  "/caf\u00e9",
  "%",
  "%2",
  "%zz",
  "a#b#c",
  "1a:b",
  "/a[b]",
  "http://[::1",
  "http://a@b@c",
  "http://h:port/",
  '"',
  "<a>",
  "a\\b",
  "{x}",
  "a\n",
])("%j is neither", (text) => {
  expect([isUri(text), isUriReference(text)]).toEqual([false, false]);
});

describe("a source", () => {
  test.each([
    ["/task/nightly", { type: "task", id: "nightly" }, false],
    ["/integration/xero%20main%2F1", { type: "integration", id: "xero main/1" }, false],
    ["/external/partner", { type: "external", id: "partner" }, false],
    ["https://github.com/x", { type: "external", id: "https://github.com/x" }, false],
    ["/sensors/tn-1", { type: "external", id: "/sensors/tn-1" }, true],
    ["partner", { type: "external", id: "partner" }, true],
    ["/task/a/b", { type: "external", id: "/task/a/b" }, true],
    ["/task/a%2fb", { type: "external", id: "/task/a%2fb" }, true],
    ["/task/%C0%A0", { type: "external", id: "/task/%C0%A0" }, true],
    ["/external/https%3A%2F%2Fx", { type: "external", id: "/external/https%3A%2F%2Fx" }, true],
    ["/robot/a", { type: "external", id: "/robot/a" }, true],
  ] as const)("%s is %j", (uri, source, isForeign) => {
    expect(sourceOfUri(uri)).toEqual({ source, isForeign });
    expect(isForeign ? isForeignReference(source.id) : uriOfSource(source)).toBe(isForeign ? true : uri);
  });
});

import { parseDictionary } from "structured-headers";
import { expect, test } from "vitest";
import { toSigned } from "#e2e/support/scheme-contract.ts";
import { createSignatureBase, type SignatureBase } from "./signature-base.ts";

function baseOf(url: string, component: string): SignatureBase {
  const covered = parseDictionary(`sig=(${component})`).get("sig");
  if (!Array.isArray(covered?.[0])) throw new Error("That is no list of components.");
  return createSignatureBase(toSigned({ url, headers: {}, body: "" }), [covered[0], covered[1]]);
}

const PARAMETERS =
  "https://www.example.com/parameters?var=this%20is%20a%20big%0Amultiline%20value&bar=with+plus+whitespace&fa%C3%A7ade%22%3A%20=something&qux=";

test.each([
  ["https://www.Example.com:443/path?a=b", '"@target-uri"', "https://www.example.com/path?a=b"],
  ["https://www.EXAMPLE.com:443/", '"@authority"', "www.example.com"],
  ["http://www.example.com:8080/", '"@authority"', "www.example.com:8080"],
  ["https://www.example.com", '"@path"', "/"],
  ["https://www.example.com/path?param=value&foo=bar", '"@query"', "?param=value&foo=bar"],
  ["https://www.example.com/path?queryString", '"@query"', "?queryString"],
  ["https://www.example.com/path", '"@query"', "?"],
  ["https://www.example.com/path?param=value", '"@request-target"', "/path?param=value"],
  ["http://www.example.com/", '"@scheme"', "http"],
  [PARAMETERS, '"@query-param";name="var"', "this%20is%20a%20big%0Amultiline%20value"],
  [PARAMETERS, '"@query-param";name="bar"', "with%20plus%20whitespace"],
  [PARAMETERS, '"@query-param";name="fa%C3%A7ade%22%3A%20"', "something"],
  [PARAMETERS, '"@query-param";name="qux"', ""],
])("of %s, %s is %j (RFC 9421, section 2.2)", (url, component, value) => {
  const base = baseOf(url, component);
  const text = base.outcome === "base" ? base.bytes.toString() : base.message;
  expect(text).toBe(`${component}: ${value}\n"@signature-params": (${component})`);
});

test.each([
  ["https://www.example.com/?a=1&a=2", '"@query-param";name="a"'],
  ["https://www.example.com/?a=1", '"@query-param";name="a";req'],
  ["https://www.example.com/?a=1", '"@query-param"'],
  ["https://www.example.com/", '"@method";req'],
  ["https://www.example.com/", '"Content-Type"'],
])("of %s, %s cannot be read", (url, component) => {
  expect(baseOf(url, component).outcome).toBe("unreadable");
});

import { expect, test } from "vitest";
import { readForm } from "./read-form.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const fieldsOf = (text: string) => {
  const form = readForm(bytes(text));
  return form.outcome === "read" ? Object.fromEntries(form.fields) : form;
};

test.each([
  ["a=1&b=two", { a: "1", b: "two" }],
  ["a=1&a=2&a=3", { a: ["1", "2", "3"] }],
  ["From=%2B4915&Body=h%C3%A4+%26+b", { From: "+4915", Body: "hä & b" }],
  ["a&b=&=c&&", { a: "", b: "", "": "c" }],
  ["a=b=c", { a: "b=c" }],
  ["a=100%", { a: "100%" }],
  ["", {}],
])("%s is read", (text, expected) => {
  expect(fieldsOf(text)).toEqual(expected);
});

test("names are plain data", () => {
  const fields = fieldsOf("__proto__=x&constructor=y");
  expect(Object.entries(fields)).toEqual([
    ["__proto__", "x"],
    ["constructor", "y"],
  ]);
});

test.each(["a=%FF", "%C3=1", "a=%ED%A0%80"])("%s is no UTF-8 and refused", (text) => {
  expect(readForm(bytes(text)).outcome).toBe("refused");
});

test("bytes that are no UTF-8 are refused", () => {
  expect(readForm(new Uint8Array([0x61, 0x3d, 0xff])).outcome).toBe("refused");
});

test("a thousand fields are read, one more is refused", () => {
  const form = (count: number) => Array.from({ length: count }, (_, index) => `f${index}=1`).join("&");
  expect(readForm(bytes(form(1_000))).outcome).toBe("read");
  expect(readForm(bytes(form(1_001))).outcome).toBe("refused");
});

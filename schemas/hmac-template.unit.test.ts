import { describe, expect, test } from "vitest";
import { parseHeaderTemplate, parseSignedTemplate } from "./hmac-template.ts";

describe("a header's template", () => {
  test("is read into its parts", () => {
    expect(parseHeaderTemplate("t={timestamp},v1={signature}")).toEqual({
      outcome: "template",
      parts: [
        { kind: "text", text: "t=" },
        { kind: "timestamp" },
        { kind: "text", text: ",v1=" },
        { kind: "signature" },
      ],
    });
  });

  test.each([
    ["without a signature", "t={timestamp}", "Name {signature} once."],
    ["with two signatures", "{signature},{signature}", "Name {signature} once."],
    ["with two times", "{timestamp},{timestamp},{signature}", "Name {timestamp} once at most."],
    ["without text between", "{timestamp}{signature}", "Put some text between"],
    [
      "with a name of another place",
      "{signature}{body}",
      "{body} stands for nothing here. There are: {signature}, {timestamp}.",
    ],
    ["with half a brace", "v1={signature", "There is a brace without its other half at character 4."],
  ])("is refused %s", (_case, template, message) => {
    expect(parseHeaderTemplate(template)).toMatchObject({
      outcome: "invalid",
      message: expect.stringContaining(message),
    });
  });
});

describe("a template of what is signed", () => {
  test("names headers in any case", () => {
    expect(parseSignedTemplate("{header:X-Id}.{body}")).toMatchObject({
      outcome: "template",
      parts: [{ kind: "header", name: "x-id" }, { kind: "text", text: "." }, { kind: "body" }],
    });
  });

  test.each([
    ["without the body", "{timestamp}", "Name {body} once"],
    ["with the body twice", "{body}{body}", "Name {body} once"],
    ["with a header whose end nothing tells", "{header:x-id}{body}", "Put some text after {header:…}"],
    ["with a header's name that is none", "{header:x id}.{body}", "{header:x id} stands for nothing here"],
    ["with a brace in a brace", "{{body}}", "There is a brace without its other half at character 1."],
  ])("is refused %s", (_case, template, message) => {
    expect(parseSignedTemplate(template)).toMatchObject({
      outcome: "invalid",
      message: expect.stringContaining(message),
    });
  });
});

import { describe, expect, test } from "vitest";
import { viewOf } from "./schema-type.ts";

describe("a schema in words", () => {
  test.each([
    [{ type: "string", format: "uuid" }, "string (uuid)"],
    [{ type: ["string", "null"] }, "string or null"],
    [{ anyOf: [{ type: "string" }, { type: "null" }] }, "string or null"],
    [{ enum: ["a", "b"], type: "string" }, '"a" | "b"'],
    [{ const: "log", type: "string" }, '"log"'],
    [{ $ref: "#/components/schemas/Event" }, "Event"],
    [{ type: "array", items: { $ref: "#/components/schemas/Event" } }, "array of Event"],
    [{ oneOf: [{ type: "string" }, { type: "object" }] }, "one of these"],
    [{}, "any JSON value"],
  ])("%j is %s", (schema, type) => {
    expect(viewOf(schema).type).toBe(type);
  });
});

test("members say what they are, whether they are needed, and their bounds", () => {
  const view = viewOf({
    type: "object",
    properties: {
      limit: { type: "integer", minimum: 1, maximum: 200, default: 50, description: "Rows." },
      id: {},
    },
    required: ["id"],
  });
  expect(view.members).toMatchObject([
    {
      name: "limit",
      required: false,
      schema: { description: "Rows.", limits: ["at least 1", "at most 200", "50 when left out"] },
    },
    { name: "id", required: true },
  ]);
});

test("a list of objects shows the members of one", () => {
  const view = viewOf({ type: "array", items: { type: "object", properties: { a: {} } } });
  expect(view.members.map(({ name }) => name)).toEqual(["a"]);
});

import { expect, test } from "vitest";
import type { JsonObject } from "#schemas/json/value.ts";
import { runTask } from "./run-task.ts";

/** Payloads whose members have long names, of which each is seen often enough to be a member of the schema. */
function payloadsWith(groups: number, members: number): JsonObject[] {
  const long = "a very long name ".repeat(11);
  const group = () => Object.fromEntries(Array.from({ length: members }, (_, n) => [`${long}${n}`, n]));
  const payload = () => Object.fromEntries(Array.from({ length: groups }, (_, n) => [`g${n}`, group()]));
  return [payload(), payload()];
}

test("a schema that would be too long to be registered is not inferred", () => {
  expect(runTask({ kind: "infer", payloads: payloadsWith(10, 10) })).toMatchObject({ outcome: "inferred" });
  expect(runTask({ kind: "infer", payloads: payloadsWith(100, 50) })).toEqual({
    outcome: "gave_up",
    message: expect.stringMatching(/^The schema of these events would have \d{7} characters/),
  });
});

import { describe, expect, test } from "vitest";
import { SPECIFICATION_EXAMPLE } from "#e2e/support/specification-example.ts";
import { checkEnvelope } from "./envelope.ts";

describe("the specification's envelope", () => {
  test("its own example is valid", () => {
    expect(checkEnvelope(SPECIFICATION_EXAMPLE)).toEqual({
      outcome: "valid",
      envelope: SPECIFICATION_EXAMPLE,
    });
  });

  test("metadata may be left out, and is then empty", () => {
    const { metadata: _, ...event } = SPECIFICATION_EXAMPLE;
    expect(checkEnvelope(event)).toEqual({ outcome: "valid", envelope: { ...event, metadata: {} } });
  });

  test("the time is in the form in which it is stored, and the rest as it was", () => {
    const sent = { ...SPECIFICATION_EXAMPLE, timestamp: "2024-03-15t11:00:00.1234567+01:00" };
    const envelope = { ...SPECIFICATION_EXAMPLE, timestamp: "2024-03-15T10:00:00.123456Z" };
    expect(checkEnvelope(sent)).toEqual({ outcome: "valid", envelope });
  });

  test.each([
    ["no event id", { eventId: undefined }, "/eventId"],
    ["an empty event id", { eventId: "" }, "/eventId"],
    ["an event id of 256 characters", { eventId: "x".repeat(256) }, "/eventId"],
    ["an event id with a newline", { eventId: "evt\n1" }, "/eventId"],
    ["an event id with a bidirectional override", { eventId: "evt\u202e1" }, "/eventId"],
    ["a name with a space", { pattern: "invoice created" }, "/pattern"],
    ["a version of 51 characters", { version: "1".repeat(51) }, "/version"],
    [
      "a source type that the specification does not have",
      { source: { type: "robot", id: "x" } },
      "/source/type",
    ],
    ["a source without an id", { source: { type: "task" } }, "/source/id"],
    ["a time without a zone", { timestamp: "2024-03-15T10:00:00" }, "/timestamp"],
    ["30 February", { timestamp: "2024-02-30T10:00:00Z" }, "/timestamp"],
    ["a time after a newline", { timestamp: "2024-03-15\n10:00:00Z" }, "/timestamp"],
    ["the year before the first", { timestamp: "0001-01-01T00:00:00+14:00" }, "/timestamp"],
    ["a payload that is a list", { payload: [] }, "/payload"],
    [
      "a context type that the specification does not have",
      { metadata: { context: { type: "robot" } } },
      "/metadata/context/type",
    ],
    ["an id of the log's own", { id: "018f0000-0000-7000-8000-000000000000" }, "/id"],
    ["a creation time of the log's own", { createdAt: "2024-03-15T10:00:00Z" }, "/createdAt"],
  ])("%s is refused, and the pointer says where", (_, change, pointer) => {
    const event: unknown = JSON.parse(JSON.stringify({ ...SPECIFICATION_EXAMPLE, ...change }));
    expect(checkEnvelope(event)).toMatchObject({
      outcome: "invalid",
      refusal: { reason: "invalid_envelope", pointer },
    });
  });

  test("a member with an endless name is refused, and only its beginning is repeated", () => {
    const verdict = checkEnvelope({ ...SPECIFICATION_EXAMPLE, ["x".repeat(900_000)]: 1 });
    if (verdict.outcome === "valid") throw new Error("valid");
    expect(verdict.refusal.pointer).toMatch(/^\/x+…$/);
    expect(verdict.refusal.message).toContain("is not a member of an event");
    expect(JSON.stringify(verdict.refusal).length).toBeLessThan(2_000);
  });

  test.each([null, [], 5, "text", true])("%j is no event", (value) => {
    expect(checkEnvelope(value)).toMatchObject({ outcome: "invalid", refusal: { pointer: "" } });
  });

  test("ids that differ by case or by a trailing space are both valid, and stay as they are", () => {
    for (const eventId of ["EVT_1", "evt_1", "evt_1 "]) {
      expect(checkEnvelope({ ...SPECIFICATION_EXAMPLE, eventId })).toMatchObject({
        outcome: "valid",
        envelope: { eventId },
      });
    }
  });
});

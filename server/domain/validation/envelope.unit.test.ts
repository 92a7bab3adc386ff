import { describe, expect, test } from "vitest";
import { checkEnvelope } from "./envelope.ts";

/** The specification's "Implementation Example". */
const EVENT = {
  eventId: "evt_123abc",
  pattern: "invoice.created",
  version: "1.0",
  source: { type: "integration", id: "xero_main" },
  timestamp: "2024-03-15T10:00:00Z",
  payload: { invoice_id: "INV-001", amount: 1500.0, customer_id: "CUST-123" },
  metadata: {
    correlationId: "corr_xyz789",
    causationId: "evt_abc456",
    context: { type: "client", id: "client_123" },
  },
};

describe("the specification's envelope", () => {
  test("its own example is valid", () => {
    expect(checkEnvelope(EVENT)).toEqual({ outcome: "valid", envelope: EVENT });
  });

  test("metadata may be left out, and is then empty", () => {
    const { metadata: _, ...event } = EVENT;
    expect(checkEnvelope(event)).toEqual({ outcome: "valid", envelope: { ...event, metadata: {} } });
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
    ["a payload that is a list", { payload: [] }, "/payload"],
    [
      "a context type that the specification does not have",
      { metadata: { context: { type: "robot" } } },
      "/metadata/context/type",
    ],
    ["an id of the log's own", { id: "018f0000-0000-7000-8000-000000000000" }, "/id"],
    ["a creation time of the log's own", { createdAt: "2024-03-15T10:00:00Z" }, "/createdAt"],
  ])("%s is refused, and the pointer says where", (_, change, pointer) => {
    const event: unknown = JSON.parse(JSON.stringify({ ...EVENT, ...change }));
    expect(checkEnvelope(event)).toMatchObject({
      outcome: "invalid",
      refusal: { reason: "invalid_envelope", pointer },
    });
  });

  test.each([null, [], 5, "text", true])("%j is no event", (value) => {
    expect(checkEnvelope(value)).toMatchObject({ outcome: "invalid", refusal: { pointer: "" } });
  });

  test("ids that differ by case or by a trailing space are both valid, and stay as they are", () => {
    for (const eventId of ["EVT_1", "evt_1", "evt_1 "]) {
      expect(checkEnvelope({ ...EVENT, eventId })).toMatchObject({ outcome: "valid", envelope: { eventId } });
    }
  });
});

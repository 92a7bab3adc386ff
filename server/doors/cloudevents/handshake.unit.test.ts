import { describe, expect, test } from "vitest";
import { answerHandshake } from "./handshake.ts";

const POST = ["POST"];
const ask = (more: Record<string, string> = {}) => ({
  "webhook-request-origin": "eventemitter.example.com",
  ...more,
});

describe("the validation handshake of webhooks", () => {
  test("grants the origin that asks, at any rate where no limit is set", () => {
    expect(answerHandshake(ask(), { methods: POST, limit: null })).toEqual({
      outcome: "granted",
      headers: {
        allow: "POST, OPTIONS",
        "webhook-allowed-origin": "eventemitter.example.com",
        "webhook-allowed-rate": "*",
      },
    });
  });

  test.each([
    [{ requests: 10, windowSeconds: 1, burst: 5 }, "600"],
    [{ requests: 100, windowSeconds: 60, burst: 0 }, "100"],
    [{ requests: 1, windowSeconds: 7, burst: 0 }, "8"],
    [{ requests: 1, windowSeconds: 3_600, burst: 0 }, "1"],
  ])("says of the limit %j that it is %s requests per minute, whatever was asked for", (limit, rate) => {
    const asked = ask({ "webhook-request-rate": "120" });
    expect(answerHandshake(asked, { methods: POST, limit })).toMatchObject({
      headers: { "webhook-allowed-rate": rate },
    });
  });

  test("is no handshake without an origin", () => {
    expect(answerHandshake({ "webhook-request-rate": "5" }, { methods: POST, limit: null })).toEqual({
      outcome: "not_asked",
    });
  });

  test.each([
    "",
    "*",
    "a b",
    "https://example.com",
    "evil\r\nset-cookie: a",
    ".com",
    "-a.com",
    "a".repeat(254),
  ])("grants nothing to %j", (origin) => {
    const answer = answerHandshake({ "webhook-request-origin": origin }, { methods: POST, limit: null });
    expect(answer.outcome).toBe("refused");
  });
});

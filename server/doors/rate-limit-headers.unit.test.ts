import { parseList } from "structured-headers";
import { describe, expect, test } from "vitest";
import type { RateLimitDecision } from "#server/services/limits/rate-limits.ts";
import { rateLimitHeaders } from "./rate-limit-headers.ts";

const LIMIT = { requests: 100, windowSeconds: 60, burst: 50 };

const allowed: RateLimitDecision = {
  outcome: "allowed",
  limit: LIMIT,
  allowance: "rate",
  remaining: 50,
  resetSeconds: 30,
};

const refused: RateLimitDecision = {
  outcome: "over_limit",
  limit: { requests: 5, windowSeconds: 1, burst: 0 },
  allowance: "rate",
  remaining: 0,
  resetSeconds: 1,
  retryAfterSeconds: 1,
};

describe("rateLimitHeaders", () => {
  test("no limit, no headers", () => {
    expect(rateLimitHeaders([])).toEqual({});
  });

  test("a request within its rate", () => {
    expect(rateLimitHeaders([{ policy: "source", decision: allowed }])).toEqual({
      "ratelimit-policy": '"source";q=100;w=60, "source-burst";q=50;w=30',
      ratelimit: '"source";r=50;t=30',
    });
  });

  test("a request from the burst names the burst alone", () => {
    const decision: RateLimitDecision = { ...allowed, allowance: "burst", remaining: 49, resetSeconds: 30 };
    expect(rateLimitHeaders([{ policy: "source", decision }])).toMatchObject({
      ratelimit: '"source-burst";r=49;t=30',
    });
  });

  test("of several limits that are over, the longest wait counts", () => {
    const key: RateLimitDecision = { ...refused, limit: LIMIT, resetSeconds: 17, retryAfterSeconds: 17 };
    const headers = rateLimitHeaders([
      { policy: "source", decision: refused },
      { policy: "key", decision: key },
    ]);
    expect(headers).toEqual({
      "ratelimit-policy": '"source";q=5;w=1, "key";q=100;w=60, "key-burst";q=50;w=30',
      ratelimit: '"source";r=0;t=1, "key";r=0;t=17',
      "retry-after": "17",
    });
  });

  test("both fields are lists of strings with integer parameters (RFC 9651)", () => {
    const { ratelimit = "" } = rateLimitHeaders([{ policy: "source", decision: allowed }]);
    const parameters = new Map([
      ["r", 50],
      ["t", 30],
    ]);
    expect(parseList(ratelimit)).toEqual([["source", parameters]]);
  });
});

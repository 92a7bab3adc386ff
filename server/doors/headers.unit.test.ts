import { expect, test } from "vitest";
import { headersOf, REDACTED, strangersHeadersOf } from "./headers.ts";

const SENT = new Headers({
  host: "tidings.example",
  "content-type": "application/json",
  authorization: "Bearer secret",
  "x-shop-token": "secret",
  "x-forwarded-for": "203.0.113.7",
});

test("a source's credentials are redacted, and what is not one is kept", () => {
  expect(headersOf(SENT)).toMatchObject({ authorization: REDACTED, "x-shop-token": "secret" });
  expect(headersOf(SENT, ["x-shop-token"])).toMatchObject({ "x-shop-token": REDACTED });
});

test("of a request to no source, only values that are known to be harmless are kept", () => {
  expect(strangersHeadersOf(SENT)).toEqual({
    host: "tidings.example",
    "content-type": "application/json",
    authorization: REDACTED,
    "x-shop-token": REDACTED,
    "x-forwarded-for": "203.0.113.7",
  });
});

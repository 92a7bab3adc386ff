import { expect, test } from "vitest";
import { addressOf, isLoopback } from "./source-address.ts";

test("publishers share one address, a webhook source has its own", () => {
  const publicUrl = "https://tidings.example.com/";
  expect(addressOf(publicUrl, { preset: "native", key: "api" })).toBe(
    "https://tidings.example.com/api/v1/events",
  );
  expect(addressOf(publicUrl, { preset: "github", key: "shop" })).toBe(
    "https://tidings.example.com/api/webhooks/shop",
  );
});

test.each([
  "http://localhost:3000",
  "http://127.0.0.1:3000",
  "http://[::1]:3000",
  "http://tidings.localhost",
])("%s leads to one's own machine", (url) => expect(isLoopback(url)).toBe(true));

test.each([
  "https://tidings.example.com",
  "http://localhost.example.com",
  "http://10.0.0.7",
  "http://127.example.com",
])("%s may be reached by others", (url) => expect(isLoopback(url)).toBe(false));

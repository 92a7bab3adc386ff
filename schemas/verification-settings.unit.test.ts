import { describe, expect, test } from "vitest";
import { hmacSettings } from "./verification-settings.ts";

function faultsOf(settings: object): string[] {
  const parsed = hmacSettings.safeParse({ header: "x-signature", ...settings });
  return parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
}

describe("the time of a generic HMAC", () => {
  test.each([
    {},
    { headerTemplate: "t={timestamp},v1={signature}", signedTemplate: "{timestamp}.{body}" },
    { timestampHeader: "X-Time", signedTemplate: "{timestamp}.{body}" },
    { timestampHeader: "X-Time", signedTemplate: "{header:x-time}.{body}" },
  ])("is the one that is signed, or there is none: %j", (settings) => {
    expect(faultsOf(settings)).toEqual([]);
  });

  test.each([
    [{ timestampHeader: "x-time" }, "signedTemplate: The request carries a time that is not signed"],
    [
      { headerTemplate: "t={timestamp},v1={signature}" },
      "signedTemplate: The request carries a time that is not signed",
    ],
    [
      { timestampHeader: "x-time", signedTemplate: "{header:x-other}.{body}" },
      "signedTemplate: The request carries a time that is not signed",
    ],
    [{ signedTemplate: "{timestamp}.{body}" }, "signedTemplate: {timestamp} is signed, and nothing carries"],
    [
      {
        headerTemplate: "{timestamp},{signature}",
        timestampHeader: "x-time",
        signedTemplate: "{timestamp}{body}",
      },
      "timestampHeader: The signature's header carries {timestamp} already",
    ],
  ])("is refused: %j", (settings, fault) => {
    expect(faultsOf(settings)).toEqual([expect.stringContaining(fault)]);
  });

  test("is not looked at in templates that cannot be read: those have a fault of their own", () => {
    expect(faultsOf({ headerTemplate: "{timestamp" })).toHaveLength(1);
  });
});

test.each(["Authorization", "cookie", "Proxy-Authorization", "X-API-Key", "x-gitlab-token"])(
  "no signature or time is read from %s, which no receipt keeps",
  (header) => {
    expect(faultsOf({ header })).toEqual([expect.stringMatching(/^header: .*no receipt keeps/)]);
    expect(faultsOf({ timestampHeader: header, signedTemplate: "{timestamp}.{body}" })).toEqual([
      expect.stringMatching(/^timestampHeader: /),
    ]);
  },
);

import { expect, test } from "vitest";
import { describeScheme, toSigned } from "#e2e/support/scheme-contract.ts";
import { apiKey } from "./api-key.ts";

const SECRETS = { secret: "key-of-the-sender", otherSecret: "key-of-another" };

describeScheme({
  preset: "api_key",
  scheme: apiKey,
  ...SECRETS,
  signsTime: false,
  ignoresBody: true,
  signatureHeader: "x-api-key",
  sign: ({ with: name }) => ({ headers: { "x-api-key": SECRETS[name] }, body: "{}" }),
});

describeScheme({
  preset: "api_key",
  scheme: apiKey,
  settings: { header: "x-token" },
  ...SECRETS,
  signsTime: false,
  ignoresBody: true,
  signatureHeader: "x-token",
  sign: ({ with: name }) => ({ headers: { "x-token": SECRETS[name] }, body: "{}" }),
});

test("a key in the query is not looked at", async () => {
  const url = `https://tidings.example/api/webhooks/shop?x-api-key=${SECRETS.secret}`;
  const request = toSigned({ url, headers: {}, body: "{}" });
  const reading = await apiKey.read(
    request,
    { toleranceSeconds: 300 },
    { fetchText: () => Promise.resolve("") },
  );
  expect(reading.outcome).toBe("missing");
});

test("the header that holds the key is named, so that no receipt keeps it", () => {
  expect(apiKey.credentialHeaders?.({ toleranceSeconds: 300, header: "x-token" })).toEqual(["x-token"]);
});

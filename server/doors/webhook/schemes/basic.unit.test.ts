import { expect, test } from "vitest";
import { describeScheme } from "#e2e/support/scheme-contract.ts";
import { isSignedWith } from "#e2e/support/scheme-probe.ts";
import { basic } from "./basic.ts";

const SECRETS = { secret: "Aladdin:open sesame", otherSecret: "Aladdin:grüße:and more" };

describeScheme({
  preset: "basic",
  scheme: basic,
  ...SECRETS,
  signsTime: false,
  ignoresBody: true,
  signatureHeader: "authorization",
  sign: ({ with: name }) => ({
    headers: { authorization: `Basic ${Buffer.from(SECRETS[name]).toString("base64")}` },
    body: "{}",
  }),
});

test("the scheme's name is read in any case", async () => {
  const credentials = Buffer.from(SECRETS.secret).toString("base64");
  const headers = { authorization: `bASIC ${credentials}` };
  expect(await isSignedWith(basic, { headers, body: "{}" }, SECRETS.secret)).toBe(true);
});

test("a secret without a colon is no user and password", async () => {
  const headers = { authorization: `Basic ${Buffer.from("Aladdin").toString("base64")}` };
  expect(await isSignedWith(basic, { headers, body: "{}" }, "Aladdin")).toBe(false);
});

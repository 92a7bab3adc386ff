import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { describeScheme } from "#e2e/support/scheme-contract.ts";
import { handshakeOf } from "#e2e/support/scheme-probe.ts";
import { xero } from "./xero.ts";

const EVENT = '{"resourceId":"717f2bfc-c6d4-41fd-b238-3f2f0c0cf777","eventType":"Update"}';
const BODY = `{"events":[${EVENT}],"lastEventSequence":1,"firstEventSequence":1,"entropy":"S0m3r4Nd0mt3xt"}`;
const INTENT = '{"events":[],"lastEventSequence":0,"firstEventSequence":0,"entropy":"S0m3r4Nd0mt3xt"}';
const SECRETS = { secret: "webhooks+key/of==", otherSecret: "another webhooks key" };

describeScheme({
  preset: "xero",
  scheme: xero,
  ...SECRETS,
  signsTime: false,
  signatureHeader: "x-xero-signature",
  sign: ({ with: name }) => ({
    headers: { "x-xero-signature": createHmac("sha256", SECRETS[name]).update(BODY).digest("base64") },
    body: BODY,
  }),
});

test("an intent to receive is answered with 200 and nothing, and events are not", async () => {
  expect(await handshakeOf(xero, { headers: {}, body: INTENT })).toMatchObject({ status: 200, body: "" });
  for (const body of [BODY, "", "{}", '{"events":{}}', "[]"]) {
    expect([body, await handshakeOf(xero, { headers: {}, body })]).toEqual([body, null]);
  }
});

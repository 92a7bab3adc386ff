import Stripe from "stripe";
import { expect, test } from "vitest";
import { describeScheme, type SentRequest } from "#e2e/support/scheme-contract.ts";
import { isSignedWith } from "#e2e/support/scheme-probe.ts";
import { stripe } from "./stripe.ts";

const BODY = '{"id":"evt_1NG8Du2eZvKYlo2CUI79vXWy","object":"event","type":"customer.created"}';
const SECRETS = { secret: "whsec_5WbX5kEWLlfzsGNjH64I8lOOqUB6e8FH", otherSecret: "whsec_other" };

function sign(secret: string, at: Date): SentRequest {
  const timestamp = Math.floor(at.getTime() / 1000);
  const header = Stripe.webhooks.generateTestHeaderString({ payload: BODY, secret, timestamp });
  return { headers: { "stripe-signature": header }, body: BODY };
}

function withHeader(value: string): SentRequest {
  return { headers: { "stripe-signature": value }, body: BODY };
}

const headerOf = (request: SentRequest) => request.headers["stripe-signature"] ?? "";
const signatureOf = (request: SentRequest) => /v1=.*/.exec(headerOf(request))?.[0] ?? "";

describeScheme({
  preset: "stripe",
  scheme: stripe,
  ...SECRETS,
  signsTime: true,
  signatureHeader: "stripe-signature",
  sign: ({ with: name, at }) => sign(SECRETS[name], at),
  join: (first, second) => withHeader(`${headerOf(first)},${signatureOf(second)}`),
});

test("the tenth signature is looked at, and the eleventh is not", async () => {
  const right = sign(SECRETS.secret, new Date());
  const [time, signature] = headerOf(right).split(",");
  const wrong = `v1=${"0".repeat(64)}`;
  const behind = (count: number) => withHeader([time, ...Array(count).fill(wrong), signature].join(","));
  expect(await isSignedWith(stripe, behind(9), SECRETS.secret)).toBe(true);
  expect(await isSignedWith(stripe, behind(10), SECRETS.secret)).toBe(false);
});

test("a signature of test mode's scheme v0, a second time or no time is refused", async () => {
  const header = headerOf(sign(SECRETS.secret, new Date()));
  const signature = signatureOf(withHeader(header));
  for (const changed of [
    header.replace("v1=", "v0="),
    `t=1700000000,${header}`,
    `${header},t=1`,
    signature,
  ]) {
    expect([changed, await isSignedWith(stripe, withHeader(changed), SECRETS.secret)]).toEqual([
      changed,
      false,
    ]);
  }
});

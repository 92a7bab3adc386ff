import { createHmac } from "node:crypto";
import { verifySlackRequest } from "@slack/bolt";
import { expect, test } from "vitest";
import { describeScheme, type SentRequest } from "#e2e/support/scheme-contract.ts";
import { handshakeOf, isSignedWith } from "#e2e/support/scheme-probe.ts";
import { slack } from "./slack.ts";

const BODY = '{"type":"event_callback","event_id":"Ev0PV52K21","event":{"type":"reaction_added"}}';
const SECRETS = { secret: "8f742231b10e8888abcd99yyyzzz85a5", otherSecret: "another signing secret" };

function sign(secret: string, at: Date): SentRequest {
  const timestamp = Math.floor(at.getTime() / 1000);
  const signature = createHmac("sha256", secret).update(`v0:${timestamp}:${BODY}`).digest("hex");
  return {
    headers: { "x-slack-signature": `v0=${signature}`, "x-slack-request-timestamp": `${timestamp}` },
    body: BODY,
  };
}

describeScheme({
  preset: "slack",
  scheme: slack,
  ...SECRETS,
  signsTime: true,
  signatureHeader: "x-slack-signature",
  sign: ({ with: name, at }) => sign(SECRETS[name], at),
});

test("Slack's documented example is verified", async () => {
  const request: SentRequest = {
    headers: {
      "x-slack-request-timestamp": "1531420618",
      "x-slack-signature": "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503",
    },
    body: "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c",
  };
  expect(await isSignedWith(slack, request, SECRETS.secret)).toBe(true);
});

test("Slack's own library takes what these tests sign for Slack's", () => {
  const at = new Date();
  const { headers, body } = sign(SECRETS.secret, at);
  const verify = (signingSecret: string) =>
    verifySlackRequest({
      signingSecret,
      body,
      headers: {
        "x-slack-signature": headers["x-slack-signature"] ?? "",
        "x-slack-request-timestamp": Number(headers["x-slack-request-timestamp"]),
      },
    });
  expect(() => verify(SECRETS.secret)).not.toThrow();
  expect(() => verify(SECRETS.otherSecret)).toThrow("signature mismatch");
});

test("a url_verification is answered with its challenge, and an event is not answered", async () => {
  const question = '{"token":"Jhj5","challenge":"3eZbrw1aBm2rZgRNFdxV","type":"url_verification"}';
  expect(await handshakeOf(slack, { headers: {}, body: question })).toEqual({
    status: 200,
    contentType: "text/plain",
    body: "3eZbrw1aBm2rZgRNFdxV",
  });
  for (const body of [
    BODY,
    "",
    "[",
    "null",
    '{"type":"url_verification","challenge":5}',
    '{"type":"event_callback","challenge":"5"}',
  ]) {
    expect([body, await handshakeOf(slack, { headers: {}, body })]).toEqual([body, null]);
  }
});

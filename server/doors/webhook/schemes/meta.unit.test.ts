import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { describeScheme, toSigned } from "#e2e/support/scheme-contract.ts";
import { meta } from "./meta.ts";
import type { Handshake } from "./scheme.ts";

const BODY = '{"object":"page","entry":[{"id":"1","time":1773568800,"messaging":[]}]}';
const APP_SECRETS = { secret: "a5d7c0ffee", otherSecret: "0ff1ce5d7a" };
const SECRETS = { secret: "a5d7c0ffee:meatyhamhock", otherSecret: "0ff1ce5d7a:meatyhamhock" };

describeScheme({
  preset: "meta",
  scheme: meta,
  ...SECRETS,
  signsTime: false,
  signatureHeader: "x-hub-signature-256",
  sign: ({ with: name }) => ({
    headers: {
      "x-hub-signature-256": `sha256=${createHmac("sha256", APP_SECRETS[name]).update(BODY).digest("hex")}`,
    },
    body: BODY,
  }),
});

describe("Meta's question whether the URL is ours", () => {
  function ask(query: string, secrets: readonly string[], method = "GET"): Handshake | null {
    const request = toSigned({
      method,
      url: `https://tidings.example/api/webhooks/m${query}`,
      headers: {},
      body: "",
    });
    return meta.challenge?.(request, secrets) ?? null;
  }
  const question = "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=meatyhamhock";

  test("is answered with its challenge when the verify token is that of a secret of the source", () => {
    const answer = { status: 200, contentType: "text/plain", body: "1158201444" };
    expect(ask(question, [SECRETS.secret])).toEqual(answer);
    expect(ask(question, ["a5d7c0ffee:another", SECRETS.otherSecret])).toEqual(answer);
  });

  test.each([
    ["another token", question, "a5d7c0ffee:another"],
    ["no token in the question", "?hub.mode=subscribe&hub.challenge=1", SECRETS.secret],
    ["no token on either side", "?hub.mode=subscribe&hub.challenge=1", "a5d7c0ffee"],
    ["an empty token on both sides", question.replace("meatyhamhock", ""), "a5d7c0ffee:"],
    ["the app secret for a token", question.replace("meatyhamhock", "a5d7c0ffee"), SECRETS.secret],
    ["another mode", question.replace("subscribe", "unsubscribe"), SECRETS.secret],
    ["markup", question.replace("1158201444", "%3Cscript%3E"), SECRETS.secret],
    ["nothing asked", "", SECRETS.secret],
  ])("is refused: %s", (_case, query, secret) => {
    expect(ask(query, [secret])?.status).toBe(403);
  });

  test("is refused where the source has no secret that is valid", () => {
    expect(ask(question, [])?.status).toBe(403);
  });

  test("is no POST", () => {
    expect(ask(question, [SECRETS.secret], "POST")).toBeNull();
  });
});

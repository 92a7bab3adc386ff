import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { describeScheme, toSigned } from "#e2e/support/scheme-contract.ts";
import { meta } from "./meta.ts";
import type { Handshake } from "./scheme.ts";

const BODY = '{"object":"page","entry":[{"id":"1","time":1773568800,"messaging":[]}]}';
const SECRETS = { secret: "a5d7c0ffee", otherSecret: "0ff1ce5d7a" };

describeScheme({
  preset: "meta",
  scheme: meta,
  ...SECRETS,
  signsTime: false,
  signatureHeader: "x-hub-signature-256",
  sign: ({ with: name }) => ({
    headers: {
      "x-hub-signature-256": `sha256=${createHmac("sha256", SECRETS[name]).update(BODY).digest("hex")}`,
    },
    body: BODY,
  }),
});

describe("Meta's question whether the URL is ours", () => {
  function ask(query: string, verifyToken?: string, method = "GET"): Handshake | null {
    const request = toSigned({
      method,
      url: `https://tidings.example/api/webhooks/m${query}`,
      headers: {},
      body: "",
    });
    return meta.challenge?.(request, { toleranceSeconds: 300, ...(verifyToken && { verifyToken }) }) ?? null;
  }
  const question = "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=meatyhamhock";

  test("is answered with its challenge when the verify token is the source's", () => {
    const answer = { status: 200, contentType: "text/plain", body: "1158201444" };
    expect(ask(question, "meatyhamhock")).toEqual(answer);
  });

  test.each([
    ["another token", question, "another"],
    ["no token in the question", "?hub.mode=subscribe&hub.challenge=1", "meatyhamhock"],
    ["no token in the source", question, undefined],
    ["another mode", question.replace("subscribe", "unsubscribe"), "meatyhamhock"],
    ["markup", question.replace("1158201444", "%3Cscript%3E"), "meatyhamhock"],
    ["nothing asked", "", "meatyhamhock"],
  ])("is refused: %s", (_case, query, verifyToken) => {
    expect(ask(query, verifyToken)?.status).toBe(403);
  });

  test("is no POST", () => {
    expect(ask(question, "meatyhamhock", "POST")).toBeNull();
  });
});

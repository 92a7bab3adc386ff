import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { describeScheme } from "#e2e/support/scheme-contract.ts";
import { handshakeOf } from "#e2e/support/scheme-probe.ts";
import { zoom } from "./zoom.ts";

const BODY = '{"event":"meeting.started","payload":{"account_id":"abc"},"event_ts":1635885799302}';
const SECRETS = { secret: "bHbGjGVmQCGJbY7kUjpd4w", otherSecret: "another secret token" };

describeScheme({
  preset: "zoom",
  scheme: zoom,
  ...SECRETS,
  signsTime: true,
  signatureHeader: "x-zm-signature",
  sign({ with: name, at }) {
    const timestamp = Math.floor(at.getTime() / 1000);
    const signature = createHmac("sha256", SECRETS[name]).update(`v0:${timestamp}:${BODY}`).digest("hex");
    return {
      headers: { "x-zm-signature": `v0=${signature}`, "x-zm-request-timestamp": `${timestamp}` },
      body: BODY,
    };
  },
});

test("an endpoint.url_validation is answered with the token and its HMAC, and an event is not", async () => {
  const question =
    '{"event":"endpoint.url_validation","payload":{"plainToken":"qgg8vlvZRS6UYooatFL8Aw"},"event_ts":1654503849680}';
  const answer = await handshakeOf(zoom, { headers: {}, body: question }, SECRETS.secret);
  const encryptedToken = createHmac("sha256", SECRETS.secret).update("qgg8vlvZRS6UYooatFL8Aw").digest("hex");
  expect(answer).toMatchObject({ status: 200, contentType: "application/json" });
  expect(JSON.parse(answer?.body ?? "")).toEqual({ plainToken: "qgg8vlvZRS6UYooatFL8Aw", encryptedToken });
  for (const body of [
    BODY,
    "",
    "{",
    '{"event":"endpoint.url_validation","payload":{}}',
    '{"event":"meeting.started","payload":{"plainToken":"5"}}',
  ]) {
    expect([body, await handshakeOf(zoom, { headers: {}, body })]).toEqual([body, null]);
  }
});

import { generateKeyPairSync, sign as signWith } from "node:crypto";
import { EventWebhook } from "@sendgrid/eventwebhook";
import { expect, test } from "vitest";
import { describeScheme, type SentRequest } from "#e2e/support/scheme-contract.ts";
import { isSignedWith } from "#e2e/support/scheme-probe.ts";
import { sendgrid } from "./sendgrid.ts";

const BODY =
  '[{"email":"hello@world.com","event":"dropped","sg_event_id":"ZHJvcC0xMDk5NDkxOS1MUnpYbF9OSFN0T0"}]\r\n';
const SIGNATURE = "x-twilio-email-event-webhook-signature";
const TIMESTAMP = "x-twilio-email-event-webhook-timestamp";

function keyPair(namedCurve = "P-256") {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve });
  return { privateKey, secret: publicKey.export({ format: "der", type: "spki" }).toString("base64") };
}

const KEYS = { secret: keyPair(), otherSecret: keyPair() };

function sign({ privateKey }: ReturnType<typeof keyPair>, at: Date): SentRequest {
  const timestamp = `${Math.floor(at.getTime() / 1000)}`;
  const signature = signWith("sha256", Buffer.from(timestamp + BODY), privateKey).toString("base64");
  return { headers: { [SIGNATURE]: signature, [TIMESTAMP]: timestamp }, body: BODY };
}

describeScheme({
  preset: "sendgrid",
  scheme: sendgrid,
  secret: KEYS.secret.secret,
  otherSecret: KEYS.otherSecret.secret,
  signsTime: true,
  signatureHeader: SIGNATURE,
  sign: ({ with: name, at }) => sign(KEYS[name], at),
});

test("SendGrid's own library takes what these tests sign for SendGrid's", () => {
  const { headers, body } = sign(KEYS.secret, new Date());
  const library = new EventWebhook();
  const verify = (secret: string) =>
    library.verifySignature(
      library.convertPublicKeyToECDSA(secret),
      body,
      headers[SIGNATURE] ?? "",
      headers[TIMESTAMP] ?? "",
    );
  expect(verify(KEYS.secret.secret)).toBe(true);
  expect(verify(KEYS.otherSecret.secret)).toBe(false);
});

test("a key on another curve, or of another kind, is none of SendGrid's", async () => {
  const p384 = keyPair("P-384");
  const rsa = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const rsaKeys = {
    privateKey: rsa.privateKey,
    secret: rsa.publicKey.export({ format: "der", type: "spki" }).toString("base64"),
  };
  for (const keys of [p384, rsaKeys]) {
    expect(await isSignedWith(sendgrid, sign(keys, new Date()), keys.secret)).toBe(false);
  }
});

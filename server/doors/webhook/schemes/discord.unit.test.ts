import { generateKeyPairSync, sign as signWith } from "node:crypto";
import { verifyKey } from "discord-interactions";
import { expect, test } from "vitest";
import { describeScheme, type SentRequest } from "#e2e/support/scheme-contract.ts";
import { handshakeOf } from "#e2e/support/scheme-probe.ts";
import { discord } from "./discord.ts";

const BODY =
  '{"version":1,"application_id":"1234560123453231555","type":1,"event":{"type":"APPLICATION_AUTHORIZED","timestamp":"2024-10-18T14:42:53.064834"}}';
const SIGNATURE = "x-signature-ed25519";
const TIMESTAMP = "x-signature-timestamp";
const RAW_KEY_BYTES = 32;

function keyPair() {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const der = publicKey.export({ format: "der", type: "spki" });
  return { privateKey, secret: der.subarray(-RAW_KEY_BYTES).toString("hex") };
}

const KEYS = { secret: keyPair(), otherSecret: keyPair() };

function sign({ privateKey }: ReturnType<typeof keyPair>, at: Date): SentRequest {
  const timestamp = `${Math.floor(at.getTime() / 1000)}`;
  const signature = signWith(null, Buffer.from(timestamp + BODY), privateKey).toString("hex");
  return { headers: { [SIGNATURE]: signature, [TIMESTAMP]: timestamp }, body: BODY };
}

describeScheme({
  preset: "discord",
  scheme: discord,
  secret: KEYS.secret.secret,
  otherSecret: KEYS.otherSecret.secret,
  signsTime: true,
  signatureHeader: SIGNATURE,
  sign: ({ with: name, at }) => sign(KEYS[name], at),
});

test("Discord's own library takes what these tests sign for Discord's", async () => {
  const { headers, body } = sign(KEYS.secret, new Date());
  const verify = (secret: string) =>
    verifyKey(body, headers[SIGNATURE] ?? "", headers[TIMESTAMP] ?? "", secret);
  expect(await verify(KEYS.secret.secret)).toBe(true);
  expect(await verify(KEYS.otherSecret.secret)).toBe(false);
});

test("both kinds of PING are answered each in its own way, and no event is", async () => {
  const interaction = '{"application_id":"1","id":"2","token":"abc","type":1,"version":1}';
  expect(await handshakeOf(discord, { headers: {}, body: interaction })).toEqual({
    status: 200,
    contentType: "application/json",
    body: '{"type":1}',
  });
  const webhook = '{"version":1,"application_id":"1234560123453231555","type":0}';
  expect(await handshakeOf(discord, { headers: {}, body: webhook })).toMatchObject({ status: 204, body: "" });
  for (const body of [BODY, '{"type":2,"id":"5"}', "", "[]"]) {
    expect([body, await handshakeOf(discord, { headers: {}, body })]).toEqual([body, null]);
  }
});

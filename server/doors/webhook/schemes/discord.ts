import { createPublicKey, type KeyObject, verify } from "node:crypto";
import { z } from "zod";
import { decodeHex } from "./decode.ts";
import { readJsonBody } from "./json-body.ts";
import { claims, type Handshake, malformed, missing, type Scheme } from "./scheme.ts";
import { readUnixSeconds } from "./unix-time.ts";

const HEADER = "x-signature-ed25519";
const TIME_HEADER = "x-signature-timestamp";
/** In lower case, as Discord writes it: one signature has one text. */
const SIGNATURE = /^[0-9a-f]{128}$/;

/** Type 1 of an interaction. Type 1 of a webhook event is an event, and has one in it. */
const interactionPing = z.object({ type: z.literal(1), event: z.undefined().optional() });
const webhookPing = z.object({ type: z.literal(0) });

/**
 * Discord, interactions and webhook events: Ed25519 of the time and the body, one right behind the other, in
 * hexadecimal (docs.discord.com/developers, "Setting Up an Endpoint" and "Webhook Events"). The secret is the
 * application's public key in hexadecimal. A PING of interactions wants a PONG, one of webhook events 204.
 */
export const discord: Scheme = {
  secretFault: (secret) =>
    readKey(secret) === null
      ? "The public key of a Discord application is 64 hexadecimal digits. Copy it from General Information; the token of a bot and the client secret are something else."
      : null,
  read({ headers, body }) {
    const given = headers.get(HEADER);
    if (given === null) return missing(`There is no ${HEADER} header.`);
    const timestamp = headers.get(TIME_HEADER) ?? "";
    const signedAtMs = readUnixSeconds(timestamp);
    if (signedAtMs === null) return malformed(`The ${TIME_HEADER} header is no time in Unix seconds.`);
    if (!SIGNATURE.test(given)) return malformed(`The ${HEADER} header is not 128 hexadecimal digits.`);
    const signature = Buffer.from(given, "hex");
    const signed = Buffer.concat([Buffer.from(timestamp), body]);
    return claims({
      signedAtMs,
      matches(secret) {
        const key = readKey(secret);
        return key !== null && verify(null, signed, key, signature);
      },
    });
  },
  handshake({ body }): Handshake | null {
    if (readJsonBody(body, interactionPing)) {
      return { status: 200, contentType: "application/json", body: '{"type":1}' };
    }
    return readJsonBody(body, webhookPing) && { status: 204, contentType: "application/json", body: "" };
  },
};

function readKey(secret: string): KeyObject | null {
  const bytes = decodeHex(secret);
  if (bytes === null) return null;
  try {
    const key = { kty: "OKP", crv: "Ed25519", x: bytes.toString("base64url") };
    return createPublicKey({ key, format: "jwk" });
  } catch {
    return null;
  }
}

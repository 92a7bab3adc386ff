import { readMetaSecret } from "#schemas/presets/meta-secret.ts";
import { isEqual } from "./equal.ts";
import { hmacDigest } from "./hmac-digest.ts";
import { claims, type Handshake, missing, type Scheme } from "./scheme.ts";

const HEADER = "x-hub-signature-256";

/** Meta sends a number. What goes back to whoever asked is held to what cannot be markup. */
const CHALLENGE = /^[\w.-]{1,256}$/;

const SECRET = /^[^\s:]{8,}:\S{1,255}$/;

/**
 * Meta: `x-hub-signature-256: sha256=<hex HMAC-SHA256 of the body with the app secret>`, and a GET that asks whether the
 * URL is ours (developers.facebook.com, Graph API, "Webhooks: Getting Started"). It signs no time.
 * The verify token that comes with the GET is a credential too, and stands in the secret behind the app secret.
 */
export const meta: Scheme = {
  challengeMethods: ["GET"],
  secretFault: (secret) =>
    SECRET.test(secret)
      ? null
      : "Write the app secret and the verify token with a colon between them: `app-secret:verify-token`. The verify token is a word of your own without spaces, the same as at Meta.",
  read({ headers, body }) {
    const given = headers.get(HEADER);
    if (given === null) return missing(`There is no ${HEADER} header.`);
    return claims({
      signedAtMs: null,
      matches: (secret) =>
        isEqual(given, `sha256=${hmacDigest("sha256", readMetaSecret(secret).appSecret, "hex", body)}`),
    });
  },
  challenge({ method, url }, secrets) {
    if (method !== "GET") return null;
    const asked = new URL(url).searchParams;
    const challenge = asked.get("hub.challenge") ?? "";
    if (asked.get("hub.mode") !== "subscribe" || !CHALLENGE.test(challenge)) {
      return refuse("This is no question for a subscription: hub.mode and hub.challenge are needed.");
    }
    const given = asked.get("hub.verify_token") ?? "";
    const tokens = secrets
      .map((secret) => readMetaSecret(secret).verifyToken)
      .filter((token) => token !== null);
    if (tokens.filter((token) => isEqual(given, token)).length === 0) {
      return refuse(
        "The verify token is not the source's. Enter the one at Meta that stands in the source's secret.",
      );
    }
    return { status: 200, contentType: "text/plain", body: challenge };
  },
};

function refuse(body: string): Handshake {
  return { status: 403, contentType: "text/plain", body };
}

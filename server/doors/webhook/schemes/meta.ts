import { isEqual } from "./equal.ts";
import { hmacDigest } from "./hmac-digest.ts";
import { claims, type Handshake, missing, type Scheme } from "./scheme.ts";

const HEADER = "x-hub-signature-256";

/** Meta sends a number. What goes back to whoever asked is held to what cannot be markup. */
const CHALLENGE = /^[\w.-]{1,256}$/;

/**
 * Meta: `x-hub-signature-256: sha256=<hex HMAC-SHA256 of the body with the app secret>`, and a GET that asks whether the
 * URL is ours (developers.facebook.com, Graph API, "Webhooks: Getting Started"). It signs no time.
 */
export const meta: Scheme = {
  challengeMethods: ["GET"],
  read({ headers, body }) {
    const given = headers.get(HEADER);
    if (given === null) return missing(`There is no ${HEADER} header.`);
    return claims({
      signedAtMs: null,
      matches: (secret) => isEqual(given, `sha256=${hmacDigest("sha256", secret, "hex", body)}`),
    });
  },
  challenge({ method, url }, { verifyToken }) {
    if (method !== "GET") return null;
    const asked = new URL(url).searchParams;
    const challenge = asked.get("hub.challenge") ?? "";
    if (asked.get("hub.mode") !== "subscribe" || !CHALLENGE.test(challenge)) {
      return refuse("This is no question for a subscription: hub.mode and hub.challenge are needed.");
    }
    if (verifyToken === undefined)
      return refuse("The source has no verify token. Set it as you entered it at Meta.");
    if (!isEqual(asked.get("hub.verify_token") ?? "", verifyToken)) {
      return refuse("The verify token is not the source's. Enter the same one at Meta and here.");
    }
    return { status: 200, contentType: "text/plain", body: challenge };
  },
};

function refuse(body: string): Handshake {
  return { status: 403, contentType: "text/plain", body };
}

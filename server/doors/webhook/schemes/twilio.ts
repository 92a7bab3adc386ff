import { createHash } from "node:crypto";
import { isEqual } from "./equal.ts";
import { hmacDigest } from "./hmac-digest.ts";
import { claims, malformed, missing, type Scheme, type SignedRequest } from "./scheme.ts";
import { writingsOf } from "./twilio-url.ts";

const HEADER = "x-twilio-signature";
const BODY_HASH = "bodySHA256";

/** Fields of one form: Twilio sends a few dozen, and they are sorted before anything is believed. */
const MAX_FORM_FIELDS = 1_000;

/** What of the body is signed: `text` behind the URL, and whether the body is the one whose hash is in the URL. */
interface SignedBody {
  readonly text: string;
  readonly isHashed: boolean;
}

/**
 * Twilio: `x-twilio-signature: <base64>`, HMAC-SHA1 with the account's auth token of the URL and, for a form, of its
 * fields behind it, sorted, names and values without separators; for any other body the URL says `bodySHA256`
 * (twilio.com/docs/usage/webhooks/webhooks-security, "Validate the signature"). It signs no time, so a replay is
 * told by its idempotency token.
 */
export const twilio: Scheme = {
  signsUrl: () => true,
  read(request) {
    const given = request.headers.get(HEADER);
    if (given === null) return missing(`There is no ${HEADER} header.`);
    const body = readBody(request);
    if (body === null) {
      return malformed(
        `The signature does not cover the body: it is neither a form of up to ${MAX_FORM_FIELDS} fields, nor is its ${BODY_HASH} in the URL.`,
      );
    }
    const writings = writingsOf(request.url);
    return claims({
      signedAtMs: null,
      matches: (secret) =>
        writings.some((url) => isEqual(given, hmacDigest("sha1", secret, "base64", url, body.text))) &&
        body.isHashed,
    });
  },
};

function readBody({ url, headers, body }: SignedRequest): SignedBody | null {
  const hash = URL.parse(url)?.searchParams.get(BODY_HASH) ?? null;
  if (hash !== null) {
    return { text: "", isHashed: isEqual(hash, createHash("sha256").update(body).digest("hex")) };
  }
  if (body.byteLength === 0) return { text: "", isHashed: true };
  if (!isForm(headers)) return null;
  const fields = readForm(body);
  return fields === null ? null : { text: fields, isHashed: true };
}

function isForm(headers: Headers): boolean {
  return /^application\/x-www-form-urlencoded *(;|$)/i.test(headers.get("content-type") ?? "");
}

/** A field that is there several times counts with each of its values once, in their order. */
function readForm(body: Uint8Array): string | null {
  const text = Buffer.from(body).toString("utf8");
  if (text.split("&", MAX_FORM_FIELDS + 1).length > MAX_FORM_FIELDS) return null;
  // One question mark at the beginning is passed over: so it is this one, and none of the sender's.
  const form = new URLSearchParams(`?${text}`);
  const names = [...new Set(form.keys())].sort();
  return names
    .flatMap((name) => [...new Set(form.getAll(name))].sort().map((value) => name + value))
    .join("");
}

import { z } from "zod";
import { hmacDigest } from "./hmac-digest.ts";
import { readJsonBody } from "./json-body.ts";
import type { Scheme } from "./scheme.ts";
import { readVersionedSignature } from "./versioned-signature.ts";

const urlValidation = z.object({
  event: z.literal("endpoint.url_validation"),
  payload: z.object({ plainToken: z.string() }),
});

/**
 * Zoom: `x-zm-signature: v0=<hex>`, HMAC-SHA256 of `v0:<time>:<body>` with the app's secret token
 * (developers.zoom.us/docs/api/webhooks, "Verify webhook events"). When a URL is entered, and every 72 hours after, it
 * sends a signed `endpoint.url_validation` and wants its token back, beside the token's own HMAC.
 */
export const zoom: Scheme = {
  read: (request) =>
    readVersionedSignature(request, { signature: "x-zm-signature", timestamp: "x-zm-request-timestamp" }),
  handshake({ body }, secret) {
    const question = readJsonBody(body, urlValidation);
    if (question === null) return null;
    const { plainToken } = question.payload;
    const answer = { plainToken, encryptedToken: hmacDigest("sha256", secret, "hex", plainToken) };
    return { status: 200, contentType: "application/json", body: JSON.stringify(answer) };
  },
};

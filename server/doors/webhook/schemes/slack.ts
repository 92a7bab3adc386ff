import { z } from "zod";
import { readJsonBody } from "./json-body.ts";
import type { Scheme } from "./scheme.ts";
import { readVersionedSignature } from "./versioned-signature.ts";

const urlVerification = z.object({ type: z.literal("url_verification"), challenge: z.string() });

/**
 * Slack: `x-slack-signature: v0=<hex>`, HMAC-SHA256 of `v0:<time>:<body>` with the app's signing secret
 * (docs.slack.dev, "Verifying requests from Slack"). When a URL is entered, Slack sends a signed `url_verification`
 * and wants its challenge back (docs.slack.dev/reference/events/url_verification).
 */
export const slack: Scheme = {
  read: (request) =>
    readVersionedSignature(request, {
      signature: "x-slack-signature",
      timestamp: "x-slack-request-timestamp",
    }),
  handshake({ body }) {
    const question = readJsonBody(body, urlVerification);
    return question && { status: 200, contentType: "text/plain", body: question.challenge };
  },
};

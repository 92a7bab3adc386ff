import { isWebhookPreset } from "#schemas/preset.ts";
import type { RequestVerifier } from "#server/services/receipts/verifier.ts";
import { REDACTED } from "../headers.ts";
import type { SchemeTools } from "./schemes/scheme.ts";
import { SCHEMES } from "./schemes/schemes.ts";
import { verify } from "./verify.ts";
import { signedUrl } from "./webhook-call.ts";

/** The schemes, for receipts that are verified once more. */
export function createVerifier(options: {
  readonly publicUrl: string;
  readonly tools: SchemeTools;
}): RequestVerifier {
  return {
    async verify(source, { method, path, query, headers, body, receivedAt }) {
      if (!isWebhookPreset(source.preset)) {
        return {
          reason: "bad_credentials",
          message: "The source's publishers have API keys, which no receipt keeps.",
        };
      }
      const url = signedUrl(
        source.configuration.verification.url ?? `${options.publicUrl}${path}`,
        query ?? "",
      );
      const request = { method, url, headers: new Headers(headers), body };
      const { tools } = options;
      const verification = await verify({
        scheme: SCHEMES[source.preset],
        request,
        source,
        at: receivedAt,
        tools,
      });
      if (verification.outcome === "verified") return null;
      if (!Object.values(headers).includes(REDACTED)) return verification.refusal;
      const message = "The credential of this request was not kept, so it cannot be verified again.";
      return { reason: "missing_credentials", message };
    },
  };
}

import { isWebhookPreset } from "#schemas/preset.ts";
import type { Refusal } from "#schemas/receipt.ts";
import type { RequestVerification, RequestVerifier } from "#server/services/receipts/verifier.ts";
import type { Source } from "#server/services/sources/directory.ts";
import { REDACTED } from "../headers.ts";
import { handshakeVerdict } from "./handshake.ts";
import type { Handshake, SchemeTools } from "./schemes/scheme.ts";
import { SCHEMES } from "./schemes/schemes.ts";
import { type Verification, verify } from "./verify.ts";
import { signedUrl } from "./webhook-call.ts";

/** The schemes, for receipts that are verified once more. */
export function createVerifier(options: {
  readonly publicUrl: string;
  readonly tools: SchemeTools;
}): RequestVerifier {
  return {
    async verify(source, { method, path, query, headers, body, receivedAt }, { trust }) {
      if (!isWebhookPreset(source.preset)) return trust ? { outcome: "genuine" } : keyIsNotKept();
      const scheme = SCHEMES[source.preset];
      const url = signedUrl(
        source.configuration.verification.url ?? `${options.publicUrl}${path}`,
        query ?? "",
      );
      const request = { method, url, headers: new Headers(headers), body };
      const { tools } = options;
      const verification = trust
        ? trusted(source)
        : await verify({ scheme, request, source, at: receivedAt, tools });
      if (verification.outcome === "unverified") return refuse(verification.refusal, headers);
      return conclude(await scheme.handshake?.(request, verification.secret?.plain ?? "", tools));
    },
    secretFault: (preset, secret) =>
      isWebhookPreset(preset) ? (SCHEMES[preset].secretFault?.(secret) ?? null) : null,
  };
}

/** Whichever secret it was meant for: what a question asks does not depend on that. */
function trusted({ secrets }: Source): Verification {
  return { outcome: "verified", secret: secrets[0] ?? null };
}

function refuse(refusal: Refusal, headers: Readonly<Record<string, string>>): RequestVerification {
  if (!Object.values(headers).includes(REDACTED)) return { outcome: "refused", refusal };
  const message = "The credential of this request was not kept, so it cannot be verified again.";
  return { outcome: "refused", refusal: { reason: "missing_credentials", message } };
}

function keyIsNotKept(): RequestVerification {
  const message = "The source's publishers have API keys, which no receipt keeps.";
  return { outcome: "refused", refusal: { reason: "bad_credentials", message } };
}

/** A question that the door would refuse is refused here too. */
function conclude(handshake: Handshake | null | undefined): RequestVerification {
  if (!handshake) return { outcome: "genuine" };
  const verdict = handshakeVerdict(handshake);
  return verdict.outcome === "refused"
    ? { outcome: "refused", refusal: verdict.refusal }
    : { outcome: "handshake" };
}

import type { Refusal } from "#schemas/receipt.ts";
import type { Source, SourceSecret } from "#server/services/sources/directory.ts";
import { diagnose } from "./diagnose.ts";
import type { Claim, Scheme, SchemeTools, SignedRequest } from "./schemes/scheme.ts";

export type Verification =
  | { readonly outcome: "verified" /** Null: the scheme has none. */; readonly secret: SourceSecret | null }
  | { readonly outcome: "unverified"; readonly refusal: Refusal };

const MS_PER_SECOND = 1000;

export interface ToVerify {
  readonly scheme: Scheme;
  readonly request: SignedRequest;
  readonly source: Source;
  /** When the request came: a receipt that is verified again later is judged by its own time. */
  readonly at: Date;
  readonly tools: SchemeTools;
}

/** Whether a request comes from who it says it does. */
export async function verify({ scheme, request, source, at, tools }: ToVerify): Promise<Verification> {
  const { verification: settings } = source.configuration;
  const live = liveSecrets(source, at);
  const misdirected = scheme.misdirected?.(
    request,
    live.map(({ plain }) => plain),
  );
  if (misdirected) return unverified({ reason: "bad_signature", message: misdirected });
  const reading = await scheme.read(request, settings, tools);
  if (reading.outcome === "missing")
    return unverified({ reason: "missing_signature", message: reading.message });
  if (reading.outcome === "malformed")
    return unverified({ reason: "bad_signature", message: reading.message });
  if (scheme.anonymous) return { outcome: "verified", secret: null };
  const { claim } = reading;
  const secret = firstMatching(claim, live);
  if (!secret) return unverified(await diagnose({ scheme, request, source, live, claim, tools }));
  const { lateMs, earlyMs } = distanceOf(claim, at);
  const toleranceMs = settings.toleranceSeconds * MS_PER_SECOND;
  if (lateMs <= toleranceMs && earlyMs <= toleranceMs) return { outcome: "verified", secret };
  return unverified(stale(lateMs > earlyMs ? lateMs : -earlyMs, settings.toleranceSeconds));
}

/** How far a request is from the times that its signature is for. A time that is none is in no tolerance. */
function distanceOf(claim: Claim, at: Date): { readonly lateMs: number; readonly earlyMs: number } {
  const nowMs = at.getTime();
  const { signedAtMs, expiresAtMs = nowMs, notBeforeMs = nowMs } = claim;
  return {
    lateMs: Math.max(0, nowMs - (signedAtMs ?? nowMs), nowMs - expiresAtMs),
    earlyMs: Math.max(0, (signedAtMs ?? nowMs) - nowMs, notBeforeMs - nowMs),
  };
}

/** All are tried, whichever matches: the time tells nothing of how many secrets there are before the right one. */
function firstMatching(claim: Claim, secrets: readonly SourceSecret[]): SourceSecret | undefined {
  return secrets.filter((secret) => claim.matches(secret.plain))[0];
}

/** The secrets that are valid at a time. */
export function liveSecrets({ secrets }: Source, at: Date): SourceSecret[] {
  return secrets.filter(({ expiresAt }) => expiresAt === null || at.getTime() < Date.parse(expiresAt));
}

function stale(skewMs: number, toleranceSeconds: number): Refusal {
  const skewSeconds = Math.round(skewMs / MS_PER_SECOND);
  const direction = skewSeconds > 0 ? "ago" : "ahead of this system's clock";
  return {
    reason: "stale_signature",
    message: `The signature is right, and its time is ${Math.abs(skewSeconds)} s ${direction}; ${toleranceSeconds} s are allowed. Check the sender's clock, or whether an old request was sent again.`,
    diagnosis: { kind: "skew", skewSeconds },
  };
}

function unverified(refusal: Refusal): Verification {
  return { outcome: "unverified", refusal };
}

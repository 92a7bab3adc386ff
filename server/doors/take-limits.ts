import type { RateLimit } from "#schemas/source-configuration.ts";
import type { Ctx } from "#server/services/context.ts";
import { type Refused, rejected } from "./door.ts";
import { type NamedDecision, rateLimitHeaders } from "./rate-limit-headers.ts";

/** A limit that a request counts against. */
export interface AppliedLimit {
  /** What senders see it called. */
  readonly policy: "source" | "key";
  /** Of the source or the key that is counted. */
  readonly id: string;
  /** Null: there is none. */
  readonly limit: RateLimit | null;
}

export type LimitTaking = { readonly answerHeaders: Readonly<Record<string, string>> } & (
  | { readonly outcome: "allowed" }
  | { readonly outcome: "over_limit"; readonly verdict: Refused }
);

/** Counts a request against the limits that it is under; the first that refuses it ends the counting. */
export async function takeLimits(ctx: Ctx, limits: readonly AppliedLimit[]): Promise<LimitTaking> {
  const decisions: NamedDecision[] = [];
  for (const { policy, id, limit } of limits) {
    if (limit === null) continue;
    const decision = await ctx.rateLimits.take({ key: `${policy}:${id}`, limit });
    decisions.push({ policy, decision });
    if (decision.outcome === "over_limit") {
      const answerHeaders = rateLimitHeaders(decisions);
      return {
        outcome: "over_limit",
        verdict: overLimit(policy, limit, decision.retryAfterSeconds),
        answerHeaders,
      };
    }
  }
  return { outcome: "allowed", answerHeaders: rateLimitHeaders(decisions) };
}

function overLimit(policy: AppliedLimit["policy"], limit: RateLimit, retryAfterSeconds: number): Refused {
  const { requests, windowSeconds, burst } = limit;
  const extra = burst > 0 ? `, and a burst of ${burst}` : "";
  const message = `The ${policy} allows ${requests} requests in ${windowSeconds} s${extra}. Send the request again in ${retryAfterSeconds} s.`;
  return rejected(429, { reason: "over_limit", message });
}

import { type Item, serializeList } from "structured-headers";
import { allowancesOf } from "#server/services/limits/allowances.ts";
import type { AllowanceName, RateLimitDecision } from "#server/services/limits/rate-limits.ts";

/** A limit that a request was counted against, by the name that senders see. */
export interface NamedDecision {
  /** Such as `source` or `key`. The limit's burst is called `<policy>-burst`. */
  readonly policy: string;
  readonly decision: RateLimitDecision;
}

/**
 * `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10), and `Retry-After` when a request is
 * over a limit. Several limits hold at once, each with the policies of its rate and its burst. `RateLimit` names
 * that of the two alone which answered for the request: a client that heeds `r=0` of a burst would stop although its
 * rate has room. Nothing when no limit is set.
 */
export function rateLimitHeaders(decisions: readonly NamedDecision[]): Record<string, string> {
  if (decisions.length === 0) return {};
  const headers: Record<string, string> = {
    "ratelimit-policy": serializeList(decisions.flatMap(policies)),
    ratelimit: serializeList(decisions.map(serviceLimit)),
  };
  const waits = decisions.flatMap(({ decision }) =>
    decision.outcome === "over_limit" ? [decision.retryAfterSeconds] : [],
  );
  if (waits.length > 0) headers["retry-after"] = `${Math.max(...waits)}`;
  return headers;
}

function policies({ policy, decision }: NamedDecision): Item[] {
  const { rate, burst } = allowancesOf(decision.limit);
  const items = [item(nameOf(policy, "rate"), { q: rate.requests, w: rate.windowSeconds })];
  if (burst) items.push(item(nameOf(policy, "burst"), { q: burst.requests, w: burst.windowSeconds }));
  return items;
}

function serviceLimit({ policy, decision }: NamedDecision): Item {
  return item(nameOf(policy, decision.allowance), { r: decision.remaining, t: decision.resetSeconds });
}

function nameOf(policy: string, allowance: AllowanceName): string {
  return allowance === "rate" ? policy : `${policy}-burst`;
}

function item(name: string, parameters: Readonly<Record<string, number>>): Item {
  return [name, new Map(Object.entries(parameters))];
}

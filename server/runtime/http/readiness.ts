import { queuesSeenSince } from "#db/queries/heartbeats.ts";
import { QUEUES } from "#schemas/job.ts";
import type { Runtime } from "../runtime.ts";

/** Workers send a canary through each queue every few seconds; one that was not seen for this long is not consumed. */
const HEARTBEAT_MAX_AGE_MS = 20_000;

type Readiness = { readonly outcome: "ready" } | { readonly outcome: "not_ready"; readonly because: string };

/** For probes: 200 when ready, 503 with the reason otherwise. */
export async function readinessResponse(runtime: Pick<Runtime, "ctx">): Promise<Response> {
  const readiness = await isReady(runtime);
  const headers = { "cache-control": "no-store" };
  if (readiness.outcome === "ready") return Response.json({ status: "ready" }, { headers });
  return Response.json({ status: "not_ready", because: readiness.because }, { status: 503, headers });
}

/** Ready: requests can be stored, and the workers consume what is stored. */
export async function isReady({ ctx }: Pick<Runtime, "ctx">): Promise<Readiness> {
  try {
    const since = new Date(ctx.clock().getTime() - HEARTBEAT_MAX_AGE_MS);
    const seen = new Set(await queuesSeenSince(ctx.db.sql, since));
    const silent = QUEUES.filter((queue) => !seen.has(queue));
    if (silent.length === 0) return { outcome: "ready" };
    return { outcome: "not_ready", because: `No worker consumes: ${silent.join(", ")}.` };
  } catch (cause) {
    ctx.log.warn({ err: cause }, "the readiness probe failed");
    return { outcome: "not_ready", because: "The database does not answer." };
  }
}

import { eventPayload } from "#db/queries/event-detail.ts";
import { byId } from "#schemas/by-id.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";

export type GetEventPayloadResult =
  | { readonly outcome: "found"; readonly payload: string }
  | { readonly outcome: "not_found" };

/** The whole payload as JSON text, however large. */
export async function getEventPayload(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<GetEventPayloadResult> {
  requirePermission(args.ctx.actor, "events.read");
  const { id } = byId.parse(args.input);
  const payload = await eventPayload(args.ctx.db.sql, id);
  return payload === null ? { outcome: "not_found" } : { outcome: "found", payload };
}

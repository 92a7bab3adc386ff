import {
  type AttemptDetailRow,
  deliveryAttempts,
  type EventDeliveryRow,
  type EventDetailRow,
  type EventMatchRow,
  type EventReceiptRow,
  eventDeliveries,
  eventMatches,
  eventReceipts,
  findEvent,
} from "#db/queries/event-detail.ts";
import { byId } from "#schemas/by-id.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";
import { MAX_ATTEMPT_ROWS, MAX_INLINE_PAYLOAD_BYTES, MAX_RELATED_ROWS } from "../limits.ts";

export interface DeliveryWithAttempts extends EventDeliveryRow {
  readonly tries: readonly AttemptDetailRow[];
}

/** An event, where it came from, and what came of it. */
export interface EventDetail {
  readonly event: EventDetailRow;
  readonly receipts: readonly EventReceiptRow[];
  readonly matches: readonly EventMatchRow[];
  readonly deliveries: readonly DeliveryWithAttempts[];
}

export type GetEventResult =
  | ({ readonly outcome: "found" } & EventDetail)
  | { readonly outcome: "not_found" };

export async function getEvent(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<GetEventResult> {
  const { sql } = args.ctx.db;
  requirePermission(args.ctx.actor, "events.read");
  const { id } = byId.parse(args.input);
  const event = await findEvent(sql, id, MAX_INLINE_PAYLOAD_BYTES);
  if (event === null) return { outcome: "not_found" };
  const [receipts, matches, deliveries] = await Promise.all([
    eventReceipts(sql, id, MAX_RELATED_ROWS),
    eventMatches(sql, id, MAX_RELATED_ROWS),
    eventDeliveries(sql, id, MAX_RELATED_ROWS),
  ]);
  const attempts = await deliveryAttempts(
    sql,
    deliveries.map((delivery) => delivery.id),
    MAX_ATTEMPT_ROWS,
  );
  const tries = Map.groupBy(attempts, (attempt) => attempt.deliveryId);
  return {
    outcome: "found",
    event,
    receipts,
    matches,
    deliveries: deliveries.map((delivery) => ({ ...delivery, tries: tries.get(delivery.id) ?? [] })),
  };
}

import { type EventTextRow, readEventText, readPayloadText } from "#db/queries/event-text.ts";
import { eventKey } from "#schemas/event-key.ts";
import { requirePermission } from "../access/require-permission.ts";
import type { ActorCtx } from "../context.ts";

/** A whole event, its JSON as the text that is stored. */
export type EventText = EventTextRow;

export type ReadEventResult =
  | { readonly outcome: "found"; readonly event: EventText }
  | { readonly outcome: "not_found" };

/** An event as it was published, however large: for programs, which get every digit. */
export async function readEvent(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<ReadEventResult> {
  requirePermission(args.ctx.actor, "events.read");
  const event = await readEventText(args.ctx.db.sql, eventKey.parse(args.input));
  return event === null ? { outcome: "not_found" } : { outcome: "found", event };
}

export type ReadPayloadResult =
  | { readonly outcome: "found"; readonly id: string; readonly payload: string }
  | { readonly outcome: "not_found" };

/** The payload alone, as JSON text, and the log's id of its event. */
export async function readPayload(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<ReadPayloadResult> {
  requirePermission(args.ctx.actor, "events.read");
  const row = await readPayloadText(args.ctx.db.sql, eventKey.parse(args.input));
  return row === null ? { outcome: "not_found" } : { outcome: "found", ...row };
}

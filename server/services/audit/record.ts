import type { Sql } from "#db/client.ts";
import { insertAuditEntry } from "#db/queries/audit.ts";
import type { ActorCtx } from "../context.ts";

export interface AuditedChange {
  /** Entity and verb in the past tense, such as `pattern.created`. */
  readonly action: string;
  readonly entityType: string;
  readonly entityId: string;
  /** State before and after, without secrets; null where the entity did not exist. */
  readonly before: object | null;
  readonly after: object | null;
}

/** Writes who changed what. Call it with the transaction that makes the change, so that neither stands alone. */
export async function recordAudit(
  ctx: Pick<ActorCtx, "actor" | "clock" | "newId">,
  transaction: Sql,
  change: AuditedChange,
): Promise<void> {
  await insertAuditEntry(transaction, {
    id: ctx.newId(),
    at: ctx.clock(),
    actorId: ctx.actor.id,
    actorLabel: ctx.actor.label,
    ...change,
  });
}

import { createHash } from "node:crypto";
import type { Sql } from "#db/client.ts";
import { type AuditedChange, recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";

/** The audit's column. */
const MAX_ENTITY_CHARACTERS = 64;

const DIGEST_CHARACTERS = 16;

/** Writes who changed what about an event name's schemas. */
export async function auditSchemas(
  ctx: ActorCtx,
  transaction: Sql,
  pattern: string,
  change: Pick<AuditedChange, "action" | "before" | "after">,
): Promise<void> {
  await recordAudit(ctx, transaction, { ...change, entityType: "schema", entityId: entityOf(pattern) });
}

/** The name, or of a long one the beginning and a digest; `after` has the whole name. */
function entityOf(pattern: string): string {
  if (pattern.length <= MAX_ENTITY_CHARACTERS) return pattern;
  const digest = createHash("sha256").update(pattern).digest("hex").slice(0, DIGEST_CHARACTERS);
  const beginning = pattern.slice(0, MAX_ENTITY_CHARACTERS - DIGEST_CHARACTERS - 1).toWellFormed();
  return `${beginning}…${digest}`;
}

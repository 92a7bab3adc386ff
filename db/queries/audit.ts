import type { Sql } from "../client.ts";

/** One row of `audit_entries`; `before` and `after` are plain JSON, null where there is nothing. */
export interface AuditRow {
  readonly id: string;
  readonly at: Date;
  readonly actorId: string;
  readonly actorLabel: string;
  readonly action: string;
  readonly entityType: string;
  readonly entityId: string;
  readonly before: unknown;
  readonly after: unknown;
}

export async function insertAuditEntry(sql: Sql, row: AuditRow): Promise<void> {
  await sql`
    insert into audit_entries (id, at, actor_id, actor_label, action, entity_type, entity_id, before, after)
    values (${row.id}, ${row.at.toISOString()}, ${row.actorId}, ${row.actorLabel}, ${row.action},
      ${row.entityType}, ${row.entityId}, ${json(row.before)}::jsonb, ${json(row.after)}::jsonb)`;
}

function json(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

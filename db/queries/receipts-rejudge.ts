import type { Sql } from "../client.ts";

/** Which rejected items; null: any. Times are of the receipts, RFC 3339. */
export interface RejectedSearch {
  readonly pattern: string | null;
  readonly reason: string | null;
  readonly sourceKey: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

/** A receipt that has a rejected item. */
export interface RejectedReceipt {
  readonly id: string;
  /** False: its body is not kept any more. */
  readonly hasBody: boolean;
}

/**
 * Receipts with a rejected item that is nobody's correction's to replace, and do not wait already: the oldest first, after
 * `after`. Their events could be read, so each has a name.
 */
export async function rejectedReceipts(
  sql: Sql,
  input: { readonly search: RejectedSearch; readonly after: string | null; readonly limit: number },
): Promise<RejectedReceipt[]> {
  const { search, after, limit } = input;
  return await sql<RejectedReceipt[]>`
    select id, body is not null as "hasBody" from receipts
      join (
        select distinct receipt_id from receipt_items
        where outcome = 'rejected' and pattern is not null and corrected_by is null
          ${search.pattern === null ? sql`` : sql`and pattern = ${search.pattern}`}
          ${search.reason === null ? sql`` : sql`and reason = ${search.reason}`}
          ${search.from === null ? sql`` : sql`and receipt_id >= tidings_uuid_floor(${search.from}::timestamptz)`}
          ${search.to === null ? sql`` : sql`and receipt_id < tidings_uuid_floor(${search.to}::timestamptz)`}
          ${after === null ? sql`` : sql`and receipt_id > ${after}::uuid`}
      ) as rejected on rejected.receipt_id = receipts.id
    where outcome in ('rejected', 'mixed')
      ${search.sourceKey === null ? sql`` : sql`and source_key = ${search.sourceKey}`}
    order by id limit ${limit}`;
}

/**
 * Makes receipts with rejected items wait for processing again, as if they had just been accepted. A request that was
 * refused at the door has no items: it was not accepted, and stays what it is.
 *
 * @returns those of them that wait now
 */
export async function requeueRejected(sql: Sql, ids: readonly string[]): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    update receipts set outcome = 'pending', reason = null, detail = null, failures = 0, processed_at = null
    where id = any(${ids}::uuid[]) and outcome in ('rejected', 'mixed') and body is not null and exists (
      select from receipt_items
      where receipt_id = receipts.id and receipt_items.outcome = 'rejected' and corrected_by is null)
    returning id`;
  return rows.map((row) => row.id);
}

/** Those of the receipts that have a rejected item to judge, and no body. */
export async function rejectedWithoutBody(sql: Sql, ids: readonly string[]): Promise<Set<string>> {
  const rows = await sql<{ id: string }[]>`
    select id from receipts
    where id = any(${ids}::uuid[]) and outcome in ('rejected', 'mixed') and body is null and exists (
      select from receipt_items
      where receipt_id = receipts.id and receipt_items.outcome = 'rejected' and corrected_by is null)`;
  return new Set(rows.map((row) => row.id));
}

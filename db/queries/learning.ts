import type { Sql } from "../client.ts";

/** A state machine that does not know yet where its entities are. */
export interface LearningMachine {
  readonly ruleId: string;
  readonly generation: number;
  /** See readProgress in server/services/rules/learning-progress.ts. */
  readonly learning: string;
  /** schemas/business-rule.ts. */
  readonly definition: unknown;
}

export async function learningMachines(sql: Sql): Promise<LearningMachine[]> {
  return await sql<LearningMachine[]>`
    select id as "ruleId", generation, learning, definition from business_rules
    where kind = 'transition' and enabled and learning is not null order by id`;
}

/**
 * Writes how far the learning got; null: the machine knows its entities.
 *
 * @returns whether the machine still learned what it did
 */
export async function saveLearning(
  sql: Sql,
  { ruleId, generation, learning }: Omit<LearningMachine, "definition">,
  next: string | null,
): Promise<boolean> {
  const saved = await sql`
    update business_rules set learning = ${next}
    where id = ${ruleId} and generation = ${generation} and learning = ${learning}`;
  return saved.count === 1;
}

/** A transaction id, as text (xid8), below which are all transactions that have written anything by now. */
export async function nextTransactionId(sql: Sql): Promise<string> {
  const [row] = await sql<{ next: string }[]>`select pg_snapshot_xmax(pg_current_snapshot())::text as next`;
  if (!row) throw new Error("Postgres gave no snapshot.");
  return row.next;
}

/** Whether every transaction below this id has ended: what they wrote is seen by whoever looks now. */
export async function haveEnded(sql: Sql, below: string): Promise<boolean> {
  const [row] = await sql<{ ended: boolean }[]>`
    select pg_snapshot_xmin(pg_current_snapshot()) >= ${below}::text::xid8 as ended`;
  return row?.ended ?? false;
}

/** The next events of the log below a row id, newest first; from the newest on when it is null. */
export async function eventKeysBelow(
  sql: Sql,
  { below, limit }: { readonly below: string | null; readonly limit: number },
): Promise<{ readonly id: string; readonly pattern: string }[]> {
  return await sql<{ id: string; pattern: string }[]>`
    select id, pattern from events ${below === null ? sql`` : sql`where id < ${below}::uuid`}
    order by id desc limit ${limit}`;
}

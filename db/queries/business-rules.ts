import type { Sql } from "../client.ts";

/** A rule at its present version; `definition` is JSON. */
export interface BusinessRuleRow {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly severity: string;
  readonly definition: unknown;
  readonly enabled: boolean;
  readonly version: number;
}

export interface LiveBusinessRule {
  readonly id: string;
  readonly name: string;
  readonly severity: string;
  readonly version: number;
  readonly definition: unknown;
  readonly generation: number;
  readonly isLearning: boolean;
}

export async function liveBusinessRules(sql: Sql): Promise<LiveBusinessRule[]> {
  return await sql<LiveBusinessRule[]>`
    select id, name, severity, version, definition, generation, learning is not null as "isLearning"
    from business_rules where enabled order by name`;
}

export type BusinessRuleListRow = BusinessRuleRow & {
  /** A state machine that reads the log for where its entities are: it refuses nothing yet. */
  readonly isLearning: boolean;
  readonly updatedAt: string;
};

/** By name, keyset on it. */
export async function listBusinessRules(
  sql: Sql,
  input: { readonly after: string | null; readonly limit: number },
): Promise<BusinessRuleListRow[]> {
  return await sql<BusinessRuleListRow[]>`
    select ${columns(sql)}, learning is not null as "isLearning", updated_at as "updatedAt" from business_rules
    ${input.after === null ? sql`` : sql`where name > ${input.after}`}
    order by name limit ${input.limit}`;
}

export async function findBusinessRule(sql: Sql, id: string): Promise<BusinessRuleListRow | null> {
  const rows = await sql<BusinessRuleListRow[]>`
    select ${columns(sql)}, learning is not null as "isLearning", updated_at as "updatedAt"
    from business_rules where id = ${id}`;
  return rows[0] ?? null;
}

/**
 * How many rules there are, switched off or not. Nobody else changes their number until the transaction ends: every change
 * takes this row for its revision anyway.
 */
export async function countBusinessRules(transaction: Sql): Promise<number> {
  await transaction`select from revisions where name = 'rules' for update`;
  const [row] = await transaction<{ count: number }[]>`select count(*)::int as count from business_rules`;
  return row?.count ?? 0;
}

/** Holds the row until the transaction ends, so that two changes follow one another. */
export async function lockBusinessRule(transaction: Sql, id: string): Promise<BusinessRuleRow | null> {
  const rows = await transaction<BusinessRuleRow[]>`
    select ${columns(transaction)} from business_rules where id = ${id} for update`;
  return rows[0] ?? null;
}

/** @param learns whether the rule is a state machine that has to read the log for where its entities are */
export async function insertBusinessRule(
  transaction: Sql,
  row: BusinessRuleRow,
  learns: boolean,
): Promise<"created" | "name_taken"> {
  const created = await transaction`
    insert into business_rules (id, name, kind, severity, definition, enabled, version, learning)
    values (${row.id}, ${row.name}, ${row.kind}, ${row.severity}, ${JSON.stringify(row.definition)}::jsonb,
      ${row.enabled}, ${row.version}, case when ${learns} then pg_current_xact_id()::text end)
    on conflict (name) do nothing returning id`;
  return created.length === 1 ? "created" : "name_taken";
}

/**
 * What is no state machine, or is switched off, learns nothing.
 *
 * @param learns whether what the state machine knows of its entities does not count any more
 */
export async function replaceBusinessRule(
  transaction: Sql,
  row: BusinessRuleRow,
  learns: boolean,
): Promise<void> {
  await transaction`
    update business_rules set name = ${row.name}, kind = ${row.kind}, severity = ${row.severity},
      definition = ${JSON.stringify(row.definition)}::jsonb, enabled = ${row.enabled}, version = ${row.version},
      generation = case when ${learns} then generation + 1 else generation end,
      learning = case when ${learns} then pg_current_xact_id()::text
        when ${row.kind === "transition" && row.enabled} then learning end,
      updated_at = now()
    where id = ${row.id}`;
}

/** Whether another rule has this name. */
export async function isBusinessRuleNameTaken(sql: Sql, name: string, exceptId: string): Promise<boolean> {
  const rows = await sql`select from business_rules where name = ${name} and id <> ${exceptId}`;
  return rows.length > 0;
}

/** Names of the rules whose expressions look a reference table up, switched off or not: a few, by name. */
export async function rulesNamingTable(sql: Sql, table: string, limit: number): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    select name from business_rules where definition->'tables' ? ${table} order by name limit ${limit}`;
  return rows.map(({ name }) => name);
}

export interface BusinessRuleVersionRow {
  readonly version: number;
  readonly definition: unknown;
  readonly authorLabel: string;
  readonly createdAt: string;
}

export async function insertBusinessRuleVersion(
  transaction: Sql,
  row: Pick<BusinessRuleRow, "id" | "version" | "definition"> & { readonly authorLabel: string },
): Promise<void> {
  await transaction`
    insert into business_rule_versions (rule_id, version, definition, author_label)
    values (${row.id}, ${row.version}, ${JSON.stringify(row.definition)}::jsonb, ${row.authorLabel})`;
}

/** The newest first. */
export async function businessRuleVersions(
  sql: Sql,
  ruleId: string,
  limit: number,
): Promise<BusinessRuleVersionRow[]> {
  return await sql<BusinessRuleVersionRow[]>`
    select version, definition, author_label as "authorLabel", created_at as "createdAt"
    from business_rule_versions where rule_id = ${ruleId} order by version desc limit ${limit}`;
}

function columns(sql: Sql) {
  return sql`id, name, kind, severity, definition, enabled, version`;
}

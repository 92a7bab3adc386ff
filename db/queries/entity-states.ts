import type { Sql } from "../client.ts";

/** An entity of one generation of a state machine. */
export interface EntityKey {
  readonly ruleId: string;
  readonly generation: number;
  readonly entityId: string;
}

/** Where an entity is; null: the log does not know it. */
export interface EntityRow extends EntityKey {
  readonly state: string | null;
}

/** Where an event of the log took an entity. */
export interface EntityMove extends EntityKey {
  readonly state: string;
  readonly eventRowId: string;
}

/**
 * Holds entities until the transaction ends, and says where they are. Those that are not known get a row without a
 * state, for which two transactions with the first event of one entity follow one another; the caller fills it or
 * forgets it (see writeEntityStates, forgetUnmoved). In one order, so that two transactions cannot wait for each
 * other; before the transaction stores events, for the same reason.
 */
export async function lockEntities(sql: Sql, keys: readonly EntityKey[]): Promise<EntityRow[]> {
  const sorted = inOrder(keys);
  await sql`
    insert into entity_states (rule_id, generation, entity_id)
    select * from ${unnestKeys(sql, sorted)} as wanted (rule_id, generation, entity_id)
    on conflict do nothing`;
  return await sql<EntityRow[]>`
    select rule_id as "ruleId", generation, entity_id as "entityId", state from entity_states
    where (rule_id, generation, entity_id) in (
      select rule_id, generation, entity_id from ${unnestKeys(sql, sorted)} as wanted (rule_id, generation, entity_id))
    order by rule_id, generation, entity_id
    for update`;
}

/** Writes where entities went. The transaction holds them. */
export async function writeEntityStates(sql: Sql, moves: readonly EntityMove[]): Promise<void> {
  await sql`
    insert into entity_states (rule_id, generation, entity_id, state, event_row_id)
    select * from ${unnestMoves(sql, inOrder(moves))}
    on conflict (rule_id, generation, entity_id) do update
      set state = excluded.state, event_row_id = excluded.event_row_id, updated_at = now()`;
}

/** Takes back the rows of entities that were held, and of which no event was stored after all. */
export async function forgetUnmoved(sql: Sql, keys: readonly EntityKey[]): Promise<void> {
  await sql`
    delete from entity_states using ${unnestKeys(sql, keys)} as unmoved (rule_id, generation, entity_id)
    where entity_states.rule_id = unmoved.rule_id and entity_states.generation = unmoved.generation
      and entity_states.entity_id = unmoved.entity_id and entity_states.state is null`;
}

/** Writes where the log says that entities are, but for those of which a newer event has said so. */
export async function learnEntityStates(sql: Sql, moves: readonly EntityMove[]): Promise<void> {
  await sql`
    insert into entity_states (rule_id, generation, entity_id, state, event_row_id)
    select * from ${unnestMoves(sql, inOrder(moves))}
    on conflict do nothing`;
}

/**
 * Forgets where the entities of a rule's earlier generations were, at most `limit` of them.
 *
 * @returns how many
 */
export async function forgetGenerations(
  sql: Sql,
  input: { readonly ruleId: string; readonly before: number; readonly limit: number },
): Promise<number> {
  const gone = await sql`
    delete from entity_states where ctid = any(array(
      select ctid from entity_states where rule_id = ${input.ruleId} and generation < ${input.before}
      limit ${input.limit}))`;
  return gone.count;
}

/** In an order that all transactions share. */
function inOrder<Key extends EntityKey>(keys: readonly Key[]): Key[] {
  return keys
    .map((key) => ({ key, text: `${key.ruleId} ${key.generation} ${key.entityId}` }))
    .sort((one, other) => (one.text < other.text ? -1 : one.text > other.text ? 1 : 0))
    .map(({ key }) => key);
}

function unnestKeys(sql: Sql, keys: readonly EntityKey[]) {
  return sql`unnest(
    ${keys.map((key) => key.ruleId)}::uuid[],
    ${keys.map((key) => key.generation)}::int[],
    ${keys.map((key) => key.entityId)}::text[])`;
}

function unnestMoves(sql: Sql, moves: readonly EntityMove[]) {
  return sql`unnest(
    ${moves.map((move) => move.ruleId)}::uuid[],
    ${moves.map((move) => move.generation)}::int[],
    ${moves.map((move) => move.entityId)}::text[],
    ${moves.map((move) => move.state)}::text[],
    ${moves.map((move) => move.eventRowId)}::uuid[])`;
}

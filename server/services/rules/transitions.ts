import type { Sql } from "#db/client.ts";
import {
  type EntityKey,
  type EntityMove,
  forgetUnmoved,
  lockEntities,
  writeEntityStates,
} from "#db/queries/entity-states.ts";
import { storedEventIds } from "#db/queries/store-events.ts";
import { type Move, readMove } from "#server/domain/rules/state-machine-move.ts";
import { judgeMoves } from "#server/domain/rules/state-machine-verdict.ts";
import type { Ctx } from "../context.ts";
import { refusedByRules } from "../receipts/judge-items.ts";
import type { ReceiptItem } from "../receipts/receipt-item.ts";
import { type MovingReceipt, requireNothingAhead, requireTurn } from "./move-order.ts";
import type { StateMachine } from "./rule-book.ts";

/**
 * Another transaction stored an event with the id of one that was judged as new. What was judged after it may be wrong, so
 * the transaction is to be rolled back, and begun anew.
 */
export class Overtaken extends Error {
  override readonly name = "Overtaken";
}

/** Moves that were judged, and become states when their events are stored. */
export interface PlannedMoves {
  /**
   * Writes where the entities are now.
   *
   * @param stored row ids of the events that the transaction stored
   * @throws Overtaken
   */
  finish(stored: ReadonlySet<string>): Promise<void>;
}

const NO_MOVES: PlannedMoves = { finish: async () => {} };

/** What an event asks of one machine. */
interface Question {
  readonly machine: StateMachine;
  readonly move: Exclude<Move, { readonly outcome: "none" }>;
}

/** An event that a machine looks at. */
interface Asking {
  readonly item: ReceiptItem;
  readonly questions: readonly Question[];
}

/**
 * Judges events by the state machines, in the transaction that stores them, and refuses those that may not happen. An
 * event that is in the log already moves nothing, and is not judged.
 *
 * The entities are held first: from then on nobody else moves them, and whoever did before is seen. Only then the events
 * get their row ids, so that the order of these is the order in which an entity was moved.
 *
 * @param items those that nothing speaks against so far, in the order in which they are to happen
 * @param beside ids of the receipts that the transaction processes
 * @throws TooEarly when an earlier receipt, which is to be judged before one of these, still waits
 */
export async function judgeTransitions(
  ctx: Pick<Ctx, "rules" | "newId" | "sources" | "transformer" | "processing">,
  sql: Sql,
  items: readonly ReceiptItem[],
  beside: readonly string[],
): Promise<PlannedMoves> {
  const { machines } = ctx.rules;
  if (machines.length === 0) return NO_MOVES;
  const asking = items.map((item) => ({ item, questions: questionsOf(machines, item) }));
  if (asking.every(({ questions }) => questions.length === 0)) return NO_MOVES;
  await requireTurn(ctx, sql, receiptsOf(asking.filter(isMove)), beside);
  const keys = [...keysOf(asking).values()];
  const before = new Map(
    keys.length === 0 ? [] : (await lockEntities(sql, keys)).map((row) => [placeOf(row), row.state]),
  );
  for (const item of items) item.rowId = ctx.newId();
  const { planned, disputed } = judgeInOrder(asking, before, await idsInLog(sql, asking));
  await requireNothingAhead(ctx, sql, receiptsOf(disputed.filter(isMove)), beside);
  return { finish: (stored) => finish(sql, { keys, before, planned }, stored) };
}

function questionsOf(machines: readonly StateMachine[], { draft }: ReceiptItem): Question[] {
  if (draft === null) return [];
  return machines.flatMap((machine) => {
    if (!machine.appliesTo(draft.envelope)) return [];
    const move = readMove(machine.rule, draft);
    return move.outcome === "none" ? [] : [{ machine, move }];
  });
}

/** Whether an event names an entity, and so depends on what came before. */
function isMove({ questions }: Asking): boolean {
  return questions.some(({ move }) => move.outcome === "move");
}

function receiptsOf(asking: readonly Asking[]): readonly MovingReceipt[] {
  return [...new Map(asking.map(({ item }) => [item.receiptId, item])).values()];
}

function keysOf(asking: readonly Asking[]): ReadonlyMap<string, EntityKey> {
  const keys = asking.flatMap(({ questions }) => questions.flatMap((question) => keyOf(question) ?? []));
  return new Map(keys.map((key) => [placeOf(key), key]));
}

/** Null: the event names no entity. */
function keyOf({ machine: { ruleId, generation }, move }: Question): EntityKey | null {
  return move.outcome === "move" ? { ruleId, generation, entityId: move.entityId } : null;
}

function placeOf({ ruleId, generation, entityId }: EntityKey): string {
  return `${ruleId} ${generation} ${entityId}`;
}

async function idsInLog(sql: Sql, asking: readonly Asking[]): Promise<ReadonlySet<string>> {
  const ids = asking.flatMap(({ item, questions }) => (questions.length === 0 ? [] : (item.eventId ?? [])));
  return await storedEventIds(sql, ids);
}

/** A move of an event that is to be stored. */
interface PlannedMove {
  readonly item: ReceiptItem;
  readonly key: EntityKey;
  readonly to: string;
}

interface Judgement {
  readonly planned: readonly PlannedMove[];
  /** What a machine objects to, by a refusal or a warning. */
  readonly disputed: readonly Asking[];
}

function judgeInOrder(
  asking: readonly Asking[],
  before: ReadonlyMap<string, string | null>,
  inLog: ReadonlySet<string>,
): Judgement {
  const states = new Map(before);
  const taken = new Set<string | null>(inLog);
  const planned: PlannedMove[] = [];
  const disputed: Asking[] = [];
  for (const one of asking) {
    const { item, questions } = one;
    if (taken.has(item.eventId)) continue;
    const asked = questions.map((question) => ({ ...question, from: stateOf(states, question) }));
    const { refusals, warnings } = judgeMoves(asked);
    if (refusals.length + warnings.length > 0) disputed.push(one);
    item.warnings = [...item.warnings, ...warnings];
    item.refusal = refusedByRules(refusals);
    if (item.refusal !== null) {
      item.outcome = "rejected";
      continue;
    }
    taken.add(item.eventId);
    for (const question of questions) {
      const key = keyOf(question);
      if (key === null || question.move.outcome !== "move") continue;
      states.set(placeOf(key), question.move.to);
      planned.push({ item, key, to: question.move.to });
    }
  }
  return { planned, disputed };
}

function stateOf(states: ReadonlyMap<string, string | null>, question: Question): string | null {
  const key = keyOf(question);
  return key === null ? null : (states.get(placeOf(key)) ?? null);
}

interface Judged {
  readonly keys: readonly EntityKey[];
  readonly before: ReadonlyMap<string, string | null>;
  readonly planned: readonly PlannedMove[];
}

async function finish(
  sql: Sql,
  { keys, before, planned }: Judged,
  stored: ReadonlySet<string>,
): Promise<void> {
  const moves = new Map<string, EntityMove>();
  for (const { item, key, to } of planned) {
    if (!stored.has(item.rowId)) throw new Overtaken("An event that was judged as new is in the log by now.");
    moves.set(placeOf(key), { ...key, state: to, eventRowId: item.rowId });
  }
  const unmoved = keys.filter((key) => {
    const place = placeOf(key);
    return !moves.has(place) && (before.get(place) ?? null) === null;
  });
  if (moves.size > 0) await writeEntityStates(sql, [...moves.values()]);
  if (unmoved.length > 0) await forgetUnmoved(sql, unmoved);
}

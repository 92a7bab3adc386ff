import { setTimeout as sleep } from "node:timers/promises";
import type { Sql } from "#db/client.ts";
import { type EntityMove, forgetGenerations, learnEntityStates } from "#db/queries/entity-states.ts";
import { exclusively } from "#db/queries/exclusively.ts";
import {
  eventKeysBelow,
  haveEnded,
  type LearningMachine,
  learningMachines,
  nextTransactionId,
  saveLearning,
} from "#db/queries/learning.ts";
import { type EventBodyRow, eventBodies } from "#db/queries/scan-events.ts";
import { readMove } from "#server/domain/rules/state-machine-move.ts";
import type { Ctx } from "../context.ts";
import { storedEnvelope } from "../log-scan/stored-envelope.ts";
import { type LearnableMachine, learnableMachine } from "./learnable-machine.ts";
import { readProgress, writeProgress } from "./learning-progress.ts";

/** One round works this long, then notes how far it got: a killed worker repeats no more than this. */
const MAX_ROUND_MS = 5_000;

/** Transactions are short; one that is still open after this is waited for in the next round. */
const MAX_WAIT_MS = 5_000;
const ASK_EVERY_MS = 50;

/** Names looked at in one statement: some milliseconds. */
const SLICE_KEYS = 2_000;

/** Events read at once, and 1 MiB of their text: about 10 ms of the event loop to parse. */
const MAX_BATCH_EVENTS = 250;
const MAX_BATCH_BYTES = 1_048_576;

/** Rows of earlier generations forgotten in one statement. */
const FORGOTTEN_AT_ONCE = 5_000;

type LearnCtx = Pick<Ctx, "db" | "log" | "shutdown">;

/** One round of learning. */
interface Round {
  readonly ctx: LearnCtx;
  readonly sql: Sql;
  /** As `performance.now()` counts. */
  readonly endsMs: number;
}

/**
 * Finds out where the entities of new state machines are: the log is read newest first, and the first event that names an
 * entity says it. Events that arrive meanwhile write their states themselves (see transitions.ts), and are newer.
 *
 * The reading begins when every transaction has ended that may store events and not know of the machine: one that is
 * younger than the machine reads the rules after it was written. One process at a time; a round that was broken off is
 * taken up where it noted that it was.
 *
 * @returns how many machines know their entities now
 */
export async function learnMachines({ ctx }: { readonly ctx: LearnCtx }): Promise<number> {
  if ((await learningMachines(ctx.db.sql)).length === 0) return 0;
  const learned = await exclusively(ctx.db, "learning", async (sql) => {
    const round = { ctx, sql, endsMs: performance.now() + MAX_ROUND_MS };
    let count = 0;
    for (const row of await learningMachines(sql)) {
      if (!isOver(round) && (await learnOne(round, row))) count += 1;
    }
    return count;
  });
  return learned ?? 0;
}

function isOver({ ctx, endsMs }: Round): boolean {
  return ctx.shutdown.begun.aborted || performance.now() > endsMs;
}

/** @returns whether the machine knows its entities now */
async function learnOne(round: Round, row: LearningMachine): Promise<boolean> {
  const machine = learnableMachine(row);
  if (machine === null) {
    round.ctx.log.error({ ruleId: row.ruleId }, "a stored state machine cannot be read, and learns nothing");
    return false;
  }
  const progress = readProgress(row.learning);
  if (progress.below === null && !(await othersHaveEnded(round))) return false;
  await forgetEarlier(round, row);
  let below = progress.below;
  while (!isOver(round)) {
    const keys = await eventKeysBelow(round.sql, { below, limit: SLICE_KEYS });
    const ids = keys.flatMap(({ id, pattern }) => (machine.nameFits(pattern) ? [id] : []));
    await learnEvents(round.sql, machine, ids);
    below = keys.at(-1)?.id ?? below;
    if (keys.length < SLICE_KEYS) return await saveLearning(round.sql, row, null);
  }
  await saveLearning(round.sql, row, writeProgress({ ...progress, below }));
  return false;
}

/** Whether all have ended that had begun by now, waited for a little. */
async function othersHaveEnded({ ctx, sql }: Round): Promise<boolean> {
  const below = await nextTransactionId(sql);
  const endsMs = performance.now() + MAX_WAIT_MS;
  while (!(await haveEnded(sql, below))) {
    if (ctx.shutdown.begun.aborted || performance.now() > endsMs) return false;
    await sleep(ASK_EVERY_MS);
  }
  return true;
}

async function forgetEarlier(round: Round, { ruleId, generation }: LearningMachine): Promise<void> {
  const earlier = { ruleId, before: generation, limit: FORGOTTEN_AT_ONCE };
  while (!isOver(round)) {
    if ((await forgetGenerations(round.sql, earlier)) < FORGOTTEN_AT_ONCE) return;
  }
}

/** @param ids newest first */
async function learnEvents(sql: Sql, machine: LearnableMachine, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; ) {
    const batch = ids.slice(at, at + MAX_BATCH_EVENTS);
    const bodies = await eventBodies(sql, { ids: batch, maxBytes: MAX_BATCH_BYTES });
    const newest = new Map<string, EntityMove>();
    for (const { event } of bodies) {
      const move = moveOf(machine, event);
      if (move !== null && !newest.has(move.entityId)) newest.set(move.entityId, move);
    }
    if (newest.size > 0) await learnEntityStates(sql, [...newest.values()]);
    // Fewer than asked for: the text was too much for one batch. None: what was listed is past its retention.
    at += bodies.at(-1)?.place ?? batch.length;
  }
}

function moveOf(
  { ruleId, generation, rule, appliesTo }: LearnableMachine,
  event: EventBodyRow,
): EntityMove | null {
  const envelope = storedEnvelope(event);
  if (!appliesTo(envelope)) return null;
  const texts = { sourceText: event.source, payloadText: event.payload, metadataText: event.metadata };
  const move = readMove(rule, { envelope, ...texts });
  if (move.outcome !== "move") return null;
  return { ruleId, generation, entityId: move.entityId, state: move.to, eventRowId: event.id };
}

import { type EventKeyRow, eventBodies, type LogRange } from "#db/queries/scan-events.ts";
import type { Envelope } from "#schemas/envelope.ts";
import type { ScanEnd, ScanProgress } from "#schemas/log-scan.ts";
import type { Ctx } from "../context.ts";
import { eventKeys, type KeySlice } from "./event-keys.ts";
import { BATCH_BYTES, BATCH_EVENTS } from "./limits.ts";
import type { NameScope } from "./name-scope.ts";
import { type ScanBounds, ScanState } from "./scan-state.ts";
import type { ScanTime } from "./scan-time.ts";
import { storedEnvelope } from "./stored-envelope.ts";

export interface ScanInput {
  readonly names: NameScope;
  readonly range: LogRange;
  readonly bounds: ScanBounds;
  readonly time: ScanTime;
}

export interface ScannedEvent {
  /** The id that the log gave it. */
  readonly id: string;
  readonly envelope: Envelope;
  /** How far the scan is with it. */
  readonly progress: ScanProgress;
}

/** A piece of a scan; `end` is null in all but the last. */
export interface ScanStep {
  readonly events: readonly ScannedEvent[];
  readonly progress: ScanProgress;
  readonly end: ScanEnd | null;
}

/** Events of the first batch: how large they are is not known yet. */
const FIRST_BATCH_EVENTS = 32;

/**
 * Reads stored events, newest first by their own `timestamp`, in pieces of at most about a MiB. Each piece is read by
 * short statements of their own, so that nothing is held while the caller works on it, and an event that arrives
 * meanwhile may or may not be seen. The last step says whether everything was seen, or why the scan stopped.
 */
export async function* scanLog({ db }: Pick<Ctx, "db">, input: ScanInput): AsyncGenerator<ScanStep> {
  const state = new ScanState(db, input.bounds, input.time);
  for await (const slice of eventKeys(state, input.names, input.range)) {
    yield* readSlice(state, slice);
    if (state.isOver()) break;
  }
  yield { events: [], progress: state.progress(), end: state.end ?? "complete" };
}

async function* readSlice(state: ScanState, { keys, fitting }: KeySlice): AsyncGenerator<ScanStep> {
  const lookedBefore = state.looked;
  let size = FIRST_BATCH_EVENTS;
  let at = 0;
  while (at < fitting.length) {
    const left = state.maxEvents - state.read;
    if (left <= 0) {
      state.end = "most_events";
      return;
    }
    const wanted = fitting.slice(at, at + Math.min(size, left));
    const ids = wanted.flatMap((place) => keys[place]?.id ?? []);
    const bodies = await state.query((sql) => eventBodies(sql, { ids, maxBytes: BATCH_BYTES }));
    if (bodies === null) return;
    const events: ScannedEvent[] = [];
    for (const { event, place, bytes } of bodies) {
      state.read += 1;
      state.bytes += bytes;
      lookUpTo(state, keys, { place: wanted[place - 1] ?? 0, lookedBefore });
      events.push({ id: event.id, envelope: storedEnvelope(event), progress: state.progress() });
      if (!(await state.goesOn())) break;
    }
    at += bodies.at(-1)?.place ?? ids.length;
    size = Math.min(BATCH_EVENTS, Math.max(1, bodies.length * 2));
    yield { events, progress: state.progress(), end: null };
    if (state.isOver()) return;
  }
  lookUpTo(state, keys, { place: keys.length - 1, lookedBefore });
  yield { events: [], progress: state.progress(), end: null };
}

function lookUpTo(
  state: ScanState,
  keys: readonly EventKeyRow[],
  { place, lookedBefore }: { readonly place: number; readonly lookedBefore: number },
): void {
  state.looked = lookedBefore + place + 1;
  state.reachedAt = keys[place]?.timestamp ?? state.reachedAt;
}

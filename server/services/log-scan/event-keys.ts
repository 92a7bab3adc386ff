import type { EventCursor } from "#db/queries/events.ts";
import {
  countNamedEvents,
  type EventKeyRow,
  estimateEvents,
  eventKeysBefore,
  eventNames,
  type LogRange,
  namedEventKeys,
} from "#db/queries/scan-events.ts";
import { FEW_EVENTS, MAX_NAMES, SLICE_KEYS } from "./limits.ts";
import type { NameScope } from "./name-scope.ts";
import type { ScanState } from "./scan-state.ts";

/** Some events that follow one another in the log, newest first, and where among them those are whose names fit. */
export interface KeySlice {
  readonly keys: readonly EventKeyRow[];
  /** Places in `keys`, in their order. */
  readonly fitting: readonly number[];
}

/**
 * The keys of a range, newest first. Names that have few events are looked up in the index of names; for others, or
 * where there are too many names to list, the index of times is walked in slices, and names are judged here.
 */
export async function* eventKeys(
  state: ScanState,
  scope: NameScope,
  range: LogRange,
): AsyncGenerator<KeySlice> {
  const names = await listNames(state, scope);
  if (state.end !== null || names?.length === 0) return;
  const isRare = names !== null && (await haveFewEvents(state, names));
  if (state.end !== null) return;
  if (isRare) yield* keysOfNames(state, names, range);
  else yield* keysByTime(state, names === null ? fitsOf(scope) : membership(names), range);
}

/** Names that the scan is for; null where there are too many to list, or the scan is over. */
async function listNames(state: ScanState, scope: NameScope): Promise<readonly string[] | null> {
  if (scope.type === "exact") return scope.names;
  const { begin, fits } = scope;
  const names = await state.query((sql) => eventNames(sql, { begin, limit: MAX_NAMES + 1 }));
  if (names === null || names.length > MAX_NAMES) return null;
  const fitting: string[] = [];
  for (const name of names) {
    if (fits(name)) fitting.push(name);
    if (!(await state.goesOn())) return null;
  }
  return fitting;
}

async function haveFewEvents(state: ScanState, names: readonly string[]): Promise<boolean> {
  const count = await state.query((sql) => countNamedEvents(sql, names, FEW_EVENTS + 1));
  return count !== null && count <= FEW_EVENTS;
}

async function* keysOfNames(
  state: ScanState,
  names: readonly string[],
  range: LogRange,
): AsyncGenerator<KeySlice> {
  const keys = await state.query((sql) => namedEventKeys(sql, { names, range }));
  if (keys === null) return;
  state.expected = keys.length;
  yield { keys, fitting: [...keys.keys()] };
}

async function* keysByTime(
  state: ScanState,
  fits: (name: string) => boolean,
  range: LogRange,
): AsyncGenerator<KeySlice> {
  state.expected = await state.query((sql) => estimateEvents(sql, range));
  let before: EventCursor | null = null;
  for (;;) {
    const after: EventCursor | null = before;
    const keys: EventKeyRow[] | null = await state.query((sql) =>
      eventKeysBefore(sql, { range, before: after, limit: SLICE_KEYS }),
    );
    if (keys === null) return;
    const fitting = await placesOf(state, keys, fits);
    if (fitting === null) return;
    yield { keys, fitting };
    before = keys.at(-1) ?? null;
    if (keys.length < SLICE_KEYS) return;
  }
}

/** Null when the scan is over before all names are judged. */
async function placesOf(
  state: ScanState,
  keys: readonly EventKeyRow[],
  fits: (name: string) => boolean,
): Promise<readonly number[] | null> {
  const places: number[] = [];
  for (const [place, { pattern }] of keys.entries()) {
    if (fits(pattern)) places.push(place);
    if (!(await state.goesOn())) return null;
  }
  return places;
}

function membership(names: readonly string[]): (name: string) => boolean {
  const known = new Set(names);
  return (name) => known.has(name);
}

function fitsOf(scope: NameScope): (name: string) => boolean {
  return scope.type === "fitting" ? scope.fits : membership(scope.names);
}

import { z } from "zod";
import { schemaSubject, schemaVersion } from "./event-schema.ts";
import { eventFilter } from "./event-search.ts";
import type { ScanEnd, ScanProgress } from "./log-scan.ts";
import type { Violation } from "./receipt.ts";

/** Events that a trial judges, unless fewer or more are asked for: some seconds. */
export const TRIAL_EVENTS = 20_000;

/** More take minutes, and hold one of the few places for scans all that time. */
export const MAX_TRIAL_EVENTS = 100_000;

/** Events that a schema is inferred from, unless fewer or more are asked for. */
export const INFERENCE_EVENTS = 500;

/** More say little more, and all of them are in memory at once. */
export const MAX_INFERENCE_EVENTS = 2_000;

/** Part of the log, as in a search of it (schemas/event-search.ts): the whole log without them. */
const part = {
  range: eventFilter.shape.range,
  from: eventFilter.shape.from,
  to: eventFilter.shape.to,
};

/** A schema to be tried on stored events of a name: all, or those of one version. Nothing is registered. */
export const schemaTrialInput = z.strictObject({
  pattern: schemaSubject,
  document: z.string(),
  eventVersion: schemaVersion.optional(),
  ...part,
  maxEvents: z.number().int().min(1).max(MAX_TRIAL_EVENTS).default(TRIAL_EVENTS),
});

/** The events of a name that a schema is to be inferred from. */
export const schemaInferenceInput = z.strictObject({
  pattern: schemaSubject,
  eventVersion: schemaVersion.optional(),
  ...part,
  maxEvents: z.number().int().min(1).max(MAX_INFERENCE_EVENTS).default(INFERENCE_EVENTS),
});

/** A stored event that the schema refuses. */
export interface RefusedEvent {
  /** The id that the log gave it. */
  readonly id: string;
  readonly eventId: string;
  readonly version: string;
  readonly timestamp: string;
  /** The first of what is wrong with it. */
  readonly errors: readonly Violation[];
}

/** A place that events violate; items of lists are all one place: `/payload/items/*`. */
export interface ViolatedPlace {
  readonly pointer: string;
  readonly keyword: string;
  readonly events: number;
  /** What was said of the newest of them. */
  readonly example: string;
}

/** Of the events that were judged. */
export interface TrialCounts {
  readonly judged: number;
  readonly refused: number;
}

export interface TrialProgress extends ScanProgress, TrialCounts {
  readonly type: "progress";
}

export interface TrialResult extends ScanProgress, TrialCounts {
  readonly type: "result";
  /** `schema_too_slow`: judging took longer than it may. */
  readonly end: ScanEnd | "schema_too_slow";
  /** Whether everything was seen, or where and why the trial stopped. */
  readonly message: string;
  /** The newest events that are refused. */
  readonly samples: readonly RefusedEvent[];
  /** The places that most events violate, those with most events first. */
  readonly places: readonly ViolatedPlace[];
}

/** What a trial says while it runs: where it is, now and then, and at the end the result. */
export type TrialMessage = TrialProgress | TrialResult;

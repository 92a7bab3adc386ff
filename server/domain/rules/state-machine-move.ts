import { MAX_STATE_CHARACTERS, type TransitionRule } from "#schemas/business-rule.ts";
import { jsonPointer } from "#schemas/json/pointer.ts";
import { textsAt, wantPlaces } from "#schemas/json/texts-at.ts";
import { type JsonValue, kindOf } from "#schemas/json/value.ts";
import { parsePath } from "#schemas/pattern/path.ts";
import { nodeAt } from "#schemas/pattern/path-select.ts";
import { envelopeRoot } from "#schemas/pattern/root.ts";
import { shortPointer } from "#schemas/receipt.ts";
import type { EventDraft } from "../receipts/event-draft.ts";
import { plainNumber } from "./plain-number.ts";

/** The column's length: db/schema/business-rules.ts, entity_states. */
const MAX_ENTITY_ID_CHARACTERS = 255;

/** As much of an event as a move is read from. */
export type MovingEvent = Pick<EventDraft, "envelope" | "sourceText" | "payloadText" | "metadataText">;

/** What an event asks of a machine. */
export type Move =
  /** `pointer` is the place of the event that says the state. */
  | { readonly outcome: "move"; readonly entityId: string; readonly to: string; readonly pointer: string }
  /** Its name stands for no state. */
  | { readonly outcome: "none" }
  /** It should say an entity and a state, and at `pointer` does not. `why` completes "The event …". */
  | { readonly outcome: "unreadable"; readonly pointer: string; readonly why: string };

/**
 * Reads which entity an event moves, and to which state. A number that stands for an id or a state is written as
 * text: integers with all their digits, others in their shortest form, so that `1`, `1.0` and `1e0` are one id.
 */
export function readMove({ entity, state }: TransitionRule, event: MovingEvent): Move {
  const named = state.from === "name" ? namedState(state.states, event.envelope.pattern) : null;
  if (state.from === "name" && named === null) return { outcome: "none" };
  const id = textAt(event, { path: entity, what: "entity id", most: MAX_ENTITY_ID_CHARACTERS });
  if (id.outcome === "unreadable") return id;
  if (named !== null) return { outcome: "move", entityId: id.text, to: named, pointer: "/pattern" };
  if (state.from === "name") return { outcome: "none" };
  const to = textAt(event, { path: state.field, what: "state", most: MAX_STATE_CHARACTERS });
  if (to.outcome === "unreadable") return to;
  return { outcome: "move", entityId: id.text, to: to.text, pointer: to.pointer };
}

function namedState(states: Readonly<Record<string, string>>, name: string): string | null {
  return Object.hasOwn(states, name) ? (states[name] ?? null) : null;
}

interface Wanted {
  readonly path: string;
  readonly what: string;
  readonly most: number;
}

type ReadText =
  | { readonly outcome: "text"; readonly text: string; readonly pointer: string }
  | Extract<Move, { readonly outcome: "unreadable" }>;

function textAt(event: MovingEvent, { path, what, most }: Wanted): ReadText {
  const steps = stepsOf(path);
  const pointer = shortPointer(jsonPointer(steps));
  const unreadable = (why: string) => ({ outcome: "unreadable", pointer, why }) as const;
  const value = nodeAt(steps, envelopeRoot(event.envelope));
  if (value === undefined) return unreadable(`has no ${what} at ${path}.`);
  const text = typeof value === "number" ? numberText(event, steps, value) : value;
  if (typeof text !== "string") {
    return unreadable(
      `has no ${what} at ${path}: the value there is of the kind ${kindOf(value)}, not a text.`,
    );
  }
  if (text === "") return unreadable(`has no ${what} at ${path}: the text there is empty.`);
  if (text.length > most) {
    return unreadable(`has no ${what} at ${path}: the text there is longer than ${most} characters.`);
  }
  return { outcome: "text", text, pointer };
}

/** A rule's paths were parsed when it was saved; one that cannot be parsed leads nowhere. */
function stepsOf(path: string): readonly (string | number)[] {
  const parsed = parsePath(path);
  return parsed.outcome === "parsed" ? (parsed.path.steps ?? []) : [];
}

/** A double keeps the digits of a safe integer alone; of others, the event's own text is read. */
function numberText(event: MovingEvent, steps: readonly (string | number)[], value: number): JsonValue {
  if (Number.isSafeInteger(value)) return String(value);
  const [member, ...rest] = steps;
  const text = member === undefined ? undefined : memberTexts(event)[member];
  const digits = text === undefined ? undefined : textsAt(text, wantPlaces([rest])).get(jsonPointer(rest));
  return plainNumber(digits ?? String(value));
}

function memberTexts(event: MovingEvent): Readonly<Record<string, string>> {
  return { source: event.sourceText, payload: event.payloadText, metadata: event.metadataText };
}

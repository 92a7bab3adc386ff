import type { Envelope } from "#schemas/envelope.ts";
import type { JsonValue } from "#schemas/json/value.ts";
import { parseInstantMs } from "#schemas/pattern/instant.ts";
import { envelopeRoot } from "#schemas/pattern/root.ts";
import { type Condition, OP } from "./condition.ts";
import { type Field, isScalar } from "./field.ts";
import type { FieldTable } from "./field-table.ts";
import { holdsShared } from "./holds-shared.ts";
import { hashAt, hashScalar } from "./scalar-hash.ts";
import { type SelectedNodes, selectNodes } from "./selected-nodes.ts";
import type { SharedConditions } from "./shared-conditions.ts";
import type { ValueIds } from "./value-ids.ts";

/** What the conditions of all rules have in common; see `ConditionCompiler`. */
interface ConditionParts {
  readonly fields: FieldTable;
  readonly values: ValueIds;
  readonly shared: SharedConditions;
}

/** In place of a value's number: the event has nothing there. 0: it has a value that no rule names. */
export const MISSING = -1;

/** Turns are counted in the upper 31 bits of an Int32; the last one is followed by the first again. */
const LAST_TURN = 2 ** 30 - 1;

/**
 * The event that is being matched, as the rules see it: values are numbered, and shared conditions evaluated, at most once,
 * when the first rule asks. What is remembered carries the turn in which it was, so that the next event begins with a
 * clean view without anything being cleared.
 */
export class EventView {
  readonly #fields: FieldTable;
  readonly #values: ValueIds;
  readonly #shared: SharedConditions;
  #turn: number;
  readonly #lastTurn: number;
  #envelope: Envelope = NO_EVENT;
  #ids = new Int32Array(0);
  #idTurns = new Int32Array(0);
  #hashes = new Int32Array(0);
  #hashTurns = new Int32Array(0);
  #numbers = new Float64Array(0);
  #numberTurns = new Int32Array(0);
  #instants = new Float64Array(0);
  #instantTurns = new Int32Array(0);
  #nodes: (SelectedNodes | undefined)[] = [];
  #nodeTurns = new Int32Array(0);
  #verdicts = new Int32Array(0);

  /** @param turns between which events are counted, given for tests */
  constructor({ fields, values, shared }: ConditionParts, turns = { first: 0, last: LAST_TURN }) {
    this.#fields = fields;
    this.#values = values;
    this.#shared = shared;
    this.#turn = turns.first;
    this.#lastTurn = turns.last;
  }

  /** Turns to the next event. */
  begin(envelope: Envelope): void {
    this.#envelope = envelope;
    if (this.#fields.capacity > this.#idTurns.length) this.#growFields(this.#fields.capacity * 2);
    if (this.#shared.capacity > this.#verdicts.length) this.#growVerdicts(this.#shared.capacity * 2);
    if (this.#turn >= this.#lastTurn) this.#forgetTurns();
    this.#turn += 1;
  }

  field(number: number): Field {
    return this.#fields.at(number);
  }

  /** What a singular field holds; undefined where it is missing. */
  value(field: Field): JsonValue | undefined {
    return field.read(this.#envelope);
  }

  /** The number of the value of a singular field, {@link MISSING}, or 0. */
  id(number: number): number {
    if (this.#idTurns[number] === this.#turn) return this.#ids[number] ?? 0;
    const field = this.#fields.at(number);
    const value = field.read(this.#envelope);
    let id = 0;
    if (value === undefined) id = MISSING;
    else if (isScalar(value)) id = this.#values.find(field, value, hashAt(number, hashScalar(value)));
    this.#idTurns[number] = this.#turn;
    this.#ids[number] = id;
    return id;
  }

  /** A hash of what a singular field holds: different from that of a value if it is not that value. */
  hash(number: number): number {
    if (this.#hashTurns[number] === this.#turn) return this.#hashes[number] ?? 0;
    const hash = hashAt(number, hashScalar(this.#fields.at(number).read(this.#envelope)));
    this.#hashTurns[number] = this.#turn;
    this.#hashes[number] = hash;
    return hash;
  }

  /** The number at a singular field; NaN where there is none. */
  number(number: number): number {
    if (this.#numberTurns[number] === this.#turn) return this.#numbers[number] ?? Number.NaN;
    const value = this.#fields.at(number).read(this.#envelope);
    const found = typeof value === "number" ? value : Number.NaN;
    this.#numberTurns[number] = this.#turn;
    this.#numbers[number] = found;
    return found;
  }

  /** The instant that the timestamp at a singular field names, in milliseconds since 1970; NaN where there is none. */
  instant(number: number): number {
    if (this.#instantTurns[number] === this.#turn) return this.#instants[number] ?? Number.NaN;
    const value = this.#fields.at(number).read(this.#envelope);
    const instant = typeof value === "string" ? (parseInstantMs(value) ?? Number.NaN) : Number.NaN;
    this.#instantTurns[number] = this.#turn;
    this.#instants[number] = instant;
    return instant;
  }

  /** The values that a path with `*`, `..` or a slice selects. */
  nodes(field: Field): SelectedNodes {
    const known = this.#nodes[field.number];
    if (known !== undefined && this.#nodeTurns[field.number] === this.#turn) return known;
    const nodes = selectNodes(field, envelopeRoot(this.#envelope));
    this.#nodeTurns[field.number] = this.#turn;
    this.#nodes[field.number] = nodes;
    return nodes;
  }

  /** Whether a condition holds, in the form that the indexes keep it in. */
  holds(op: number, field: number, operand: number): boolean {
    switch (op) {
      case OP.EQUALS:
        return this.id(field) === operand;
      case OP.DIFFERS: {
        const id = this.id(field);
        return id !== operand && id !== MISSING;
      }
      case OP.PRESENT:
        return this.id(field) !== MISSING;
      case OP.ABSENT:
        return this.id(field) === MISSING;
      case OP.ABOVE:
        return this.number(field) > operand;
      case OP.AT_LEAST:
        return this.number(field) >= operand;
      case OP.BELOW:
        return this.number(field) < operand;
      case OP.AT_MOST:
        return this.number(field) <= operand;
      case OP.LATER:
        return this.instant(field) > operand;
      case OP.NOT_BEFORE:
        return this.instant(field) >= operand;
      case OP.EARLIER:
        return this.instant(field) < operand;
      case OP.NOT_AFTER:
        return this.instant(field) <= operand;
      default:
        return this.#sharedHolds(operand);
    }
  }

  allHold(conditions: readonly Condition[]): boolean {
    for (const { op, field, operand } of conditions) {
      if (!this.holds(op, field?.number ?? 0, operand)) return false;
    }
    return true;
  }

  #sharedHolds(number: number): boolean {
    const known = this.#verdicts[number] ?? 0;
    if (known >> 1 === this.#turn) return (known & 1) === 1;
    const holds = holdsShared(this.#shared.at(number).test, this);
    this.#verdicts[number] = this.#turn * 2 + (holds ? 1 : 0);
    return holds;
  }

  /** Between two events: nothing that was remembered is needed any more. */
  #growFields(capacity: number): void {
    this.#ids = new Int32Array(capacity);
    this.#idTurns = new Int32Array(capacity);
    this.#hashes = new Int32Array(capacity);
    this.#hashTurns = new Int32Array(capacity);
    this.#numbers = new Float64Array(capacity);
    this.#numberTurns = new Int32Array(capacity);
    this.#instants = new Float64Array(capacity);
    this.#instantTurns = new Int32Array(capacity);
    this.#nodeTurns = new Int32Array(capacity);
  }

  #growVerdicts(capacity: number): void {
    this.#verdicts = new Int32Array(capacity);
  }

  #forgetTurns(): void {
    this.#turn = 0;
    this.#growFields(this.#idTurns.length);
    this.#growVerdicts(this.#verdicts.length);
  }
}

const NO_EVENT: Envelope = {
  eventId: "",
  pattern: "",
  version: "",
  source: { type: "external", id: "" },
  timestamp: "",
  payload: {},
  metadata: {},
};

import { jsonPointer } from "#schemas/json/pointer.ts";
import type { JsonValue } from "#schemas/json/value.ts";
import { MAX_VIOLATIONS, shortPointer, type Violation } from "#schemas/receipt.ts";
import type { SchemaPlace } from "../document/resource.ts";
import type { Run } from "./evaluation.ts";

/** Longest piece of a value that a violation repeats, in characters. */
const MAX_SHOWN_CHARACTERS = 120;

/** What is wrong with a value: the sentence goes on after the place. `expected` is JSON text where it is a value. */
export interface Complaint {
  readonly says: string;
  readonly expected?: string;
}

/** A violation, and the schema whose keyword it violates. */
export interface Finding {
  readonly violation: Violation;
  readonly place: SchemaPlace;
}

/** Collects what is wrong with an event, up to as much as is shown. */
export class Report {
  readonly findings: Finding[] = [];
  readonly #path: (string | number)[];
  readonly #run: Run;
  #place: SchemaPlace;

  /** `path`: the steps to the value that is judged; `place`: the schema that judges it. */
  constructor(path: readonly (string | number)[], place: SchemaPlace, run: Run) {
    this.#path = [...path];
    this.#place = place;
    this.#run = run;
  }

  /** Nothing more is added: it is full, or the run is void and what it finds is not to be trusted. */
  get isFull(): boolean {
    return this.findings.length >= MAX_VIOLATIONS || this.#run.stepsLeft < 0;
  }

  get depth(): number {
    return this.#path.length;
  }

  /** Another report at the same place, whose findings may be dropped or taken over. */
  fork(): Report {
    return new Report(this.#path, this.#place, this.#run);
  }

  takeOver(findings: readonly Finding[]): void {
    for (const finding of findings) if (!this.isFull) this.findings.push(finding);
  }

  /** Runs `inspect` for another schema that applies to the same value. */
  by(place: SchemaPlace, inspect: () => void): void {
    const outer = this.#place;
    this.#place = place;
    inspect();
    this.#place = outer;
  }

  /** Runs `inspect` one step further into the event. */
  within(step: string | number, inspect: () => void): void {
    if (this.isFull) return;
    this.#path.push(step);
    inspect();
    this.#path.pop();
  }

  /** Adds a violation at the present place; without a value where the value is what is missing. */
  add(keyword: string, complaint: Complaint, value?: JsonValue): void {
    if (this.isFull) return;
    const pointer = shortPointer(jsonPointer(this.#path));
    const violation: Violation = {
      pointer,
      message: `${pointer} ${complaint.says}.`,
      keyword,
      ...(complaint.expected === undefined ? {} : { expected: shorten(complaint.expected) }),
      ...(value === undefined ? {} : { actual: shownValue(value) }),
    };
    this.findings.push({ violation, place: this.#place });
  }
}

/** A value as JSON text, cut when it is long. Only as much of a large value is written out as is shown. */
export function shownValue(value: JsonValue): string {
  return shorten(JSON.stringify(pruned(value, MAX_SHOWN_CHARACTERS)));
}

function pruned(value: JsonValue, budget: number): JsonValue {
  if (typeof value === "string") return value.slice(0, MAX_SHOWN_CHARACTERS);
  if (typeof value !== "object" || value === null) return value;
  const kept = Math.max(1, Math.floor(budget / 4));
  if (Array.isArray(value)) return value.slice(0, kept).map((item) => pruned(item, kept));
  const members = Object.entries(value).slice(0, kept);
  return Object.fromEntries(members.map(([name, member]) => [name.slice(0, kept), pruned(member, kept)]));
}

function shorten(text: string): string {
  if (text.length <= MAX_SHOWN_CHARACTERS) return text;
  const beginning = text.slice(0, MAX_SHOWN_CHARACTERS);
  return `${beginning.isWellFormed() ? beginning : beginning.slice(0, -1)}…`;
}

import type { Evaluator } from "../../evaluation/evaluator.ts";
import { EvaluatorUnavailable } from "../../evaluation/evaluator-unavailable.ts";
import type { Ending } from "../../evaluation/protocol.ts";
import { chunksOf } from "./chunks.ts";
import type { Patience } from "./patience.ts";
import { type CheckedEvent, type Finding, judged, type TableText, type Task } from "./protocol.ts";

/** Characters of the tables that one message holds: as many as the largest table has, so that each is sent within the deadline. */
const MAX_LOAD_CHARACTERS = 5 * 1024 * 1024;

/** A process that is replaced while a session goes on has lost the tables: more often than this, something else is wrong. */
const MAX_LOADS = 3;

/** Events and what to ask of them. */
export interface Examination {
  readonly expressions: readonly string[];
  readonly tables: readonly TableText[];
  readonly events: readonly CheckedEvent[];
}

interface NumberedEvent extends CheckedEvent {
  readonly number: number;
}

type Unfinished = Exclude<Ending, { outcome: "answered" }>;

/**
 * One examination in one process. A message that cannot be finished is taken apart, first by event, then by expression,
 * until the culprit stands alone: it is given up, and the others are judged.
 */
export class CheckSession {
  readonly #evaluator: Evaluator;
  readonly #examination: Examination;
  readonly #findings: Finding[] = [];
  readonly #patience: Patience;

  constructor(evaluator: Evaluator, examination: Examination, patience: Patience) {
    this.#evaluator = evaluator;
    this.#examination = examination;
    this.#patience = patience;
  }

  async run(): Promise<readonly Finding[]> {
    const events = this.#examination.events.map((event, number) => ({ ...event, number }));
    for (const chunk of chunksOf(events)) await this.#judge(chunk);
    return this.#findings;
  }

  async #judge(given: readonly NumberedEvent[]): Promise<void> {
    const events = given
      .map((event) => this.#withoutGivenUp(event))
      .filter(({ checks }) => checks.length > 0);
    if (events.length === 0) return;
    const ending = await this.#send(events);
    if (ending.outcome === "answered") {
      this.#take(events, ending.answer);
      return;
    }
    this.#patience.lose(ending.tookMs);
    for (const part of partsOf(events)) {
      if (part === events) await this.#judgeOnceMore(events);
      else await this.#judge(part);
    }
  }

  /**
   * A process may be late since the machine stood still, and run out of memory of what was evaluated before: in a new one
   * the expression shows whose fault it was. The second look is not lost time: there is one for each expression at most.
   */
  async #judgeOnceMore(events: readonly NumberedEvent[]): Promise<void> {
    const ending = await this.#send(events);
    if (ending.outcome === "answered") this.#take(events, ending.answer);
    else this.#giveUp(events, ending);
  }

  /** What was given up is a finding of the event without being tried. */
  #withoutGivenUp(event: NumberedEvent): NumberedEvent {
    const checks = event.checks.filter((check) => {
      const failure = this.#patience.whyNot(this.#expressionOf(check));
      if (failure === null) return true;
      this.#findings.push({ event: event.number, check, failure, actual: null });
      return false;
    });
    return { ...event, checks };
  }

  #giveUp(events: readonly NumberedEvent[], ending: Unfinished): void {
    const what =
      ending.outcome === "late"
        ? `ran for more than ${ending.limitMs} ms`
        : `needed more than the ${ending.limitMb} MB of memory that it may have`;
    for (const { number, checks } of events) {
      for (const check of checks) {
        this.#findings.push({
          event: number,
          check,
          failure: `The rule ${what} and was ended.`,
          actual: null,
        });
        this.#patience.giveUp(this.#expressionOf(check), what);
      }
    }
  }

  #take(events: readonly NumberedEvent[], answer: unknown): void {
    const result = judged.parse(answer);
    if (result.outcome !== "judged")
      throw new Error("The process that evaluates rules lost its reference tables again and again.");
    for (const finding of result.findings) {
      const event = events[finding.event];
      if (event) this.#findings.push({ ...finding, event: event.number });
    }
  }

  #expressionOf(check: number): string {
    return this.#examination.expressions[check] ?? "";
  }

  async #send(events: readonly NumberedEvent[]): Promise<Ending> {
    const { expressions, tables } = this.#examination;
    const wanted = tables.map(({ name, key }) => ({ name, key }));
    const sent = events.map(({ envelope, checks }) => ({ envelope, checks }));
    const task: Task = { kind: "judge", expressions, tables: wanted, events: sent };
    let ending = await this.#run(task);
    for (let loads = 0; loads < MAX_LOADS && ending.outcome === "answered"; loads += 1) {
      const result = judged.parse(ending.answer);
      if (result.outcome === "judged") return ending;
      await this.#load(tables.filter(({ name }) => result.names.includes(name)));
      ending = await this.#run(task);
    }
    return ending;
  }

  /** @throws when the process does not take them, which is no fault of an expression */
  async #load(tables: readonly TableText[]): Promise<void> {
    let batch: TableText[] = [];
    let characters = 0;
    for (const table of tables) {
      if (batch.length > 0 && characters + table.rows.length > MAX_LOAD_CHARACTERS) {
        await this.#sendTables(batch);
        batch = [];
        characters = 0;
      }
      batch.push(table);
      characters += table.rows.length;
    }
    await this.#sendTables(batch);
  }

  async #sendTables(tables: readonly TableText[]): Promise<void> {
    const ending = await this.#run({ kind: "load", tables });
    if (ending.outcome === "late") {
      throw new EvaluatorUnavailable("The process that evaluates rules takes too long to read its tables.");
    }
    if (ending.outcome !== "answered") {
      throw new Error(
        `The process that evaluates rules cannot take its reference tables (${ending.outcome}).`,
      );
    }
  }

  async #run(task: Task): Promise<Ending> {
    return await this.#evaluator.run({ subject: "checks", task });
  }
}

/** The events one by one, an event's expressions one by one; what cannot be taken apart is given back. */
function partsOf(events: readonly NumberedEvent[]): readonly (readonly NumberedEvent[])[] {
  const [first] = events;
  if (events.length > 1) return events.map((event) => [event]);
  if (first === undefined || first.checks.length < 2) return [events];
  return first.checks.map((check) => [{ ...first, checks: [check] }]);
}

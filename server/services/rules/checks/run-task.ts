import { CelLanguage, type CheckFinding, type CompiledCheck } from "#server/domain/rules/cel.ts";
import { LoadedTables } from "./loaded-tables.ts";
import type { Compiled, Finding, Judged, JudgeTask, TableRead, Task } from "./protocol.ts";
import { readTable } from "./read-table.ts";

/** Rules, roughly, and drafts that are tested: each has one expression. */
const MAX_COMPILED = 2_000;

const tables = new LoadedTables();
const language = new CelLanguage((table, key) => tables.row(table, key));
const checks = new Map<string, CompiledCheck>();

/** Does a task of the CheckEvaluator, in the process that evaluates expressions. */
export function runTask(given: unknown): Compiled | Judged | TableRead | { readonly outcome: "loaded" } {
  const task = asTask(given);
  switch (task.kind) {
    case "compile":
      return compile(task.expression);
    case "load":
      for (const table of task.tables) tables.load(table);
      return { outcome: "loaded" };
    case "judge":
      return judge(task);
    case "read_table":
      return readTable(task.upload);
  }
}

function compile(expression: string): Compiled {
  const result = language.compile(expression);
  if (result.outcome === "compiled") return { outcome: "valid", tables: result.check.tables };
  return { outcome: "invalid", message: result.message, position: result.position };
}

function judge({ expressions, tables: wanted, events }: JudgeTask): Judged {
  const missing = wanted.filter((table) => !tables.has(table));
  if (missing.length > 0) return { outcome: "missing_tables", names: missing.map(({ name }) => name) };
  const findings: Finding[] = [];
  for (const [event, { envelope, checks: asked }] of events.entries()) {
    for (const check of asked) {
      const result = checkOf(expressions[check] ?? "").evaluate(envelope);
      if (result.outcome !== "holds") findings.push({ event, check, ...explain(result) });
    }
  }
  return { outcome: "judged", findings };
}

function explain(result: Exclude<CheckFinding, { outcome: "holds" }>): Pick<Finding, "failure" | "actual"> {
  return { failure: result.outcome === "failed" ? result.message : null, actual: result.actual };
}

/** An expression that cannot be read was saved by an earlier version: no event passes it. */
function checkOf(expression: string): CompiledCheck {
  const known = checks.get(expression);
  if (known) return known;
  const result = language.compile(expression);
  const check: CompiledCheck =
    result.outcome === "compiled"
      ? result.check
      : { tables: [], evaluate: () => ({ outcome: "failed", message: result.message, actual: null }) };
  const [oldest] = checks.keys();
  if (checks.size >= MAX_COMPILED && oldest !== undefined) checks.delete(oldest);
  checks.set(expression, check);
  return check;
}

/** The cast holds since the CheckEvaluator alone sends tasks of this subject, and sends nothing else. */
function asTask(given: unknown): Task {
  return given as Task;
}

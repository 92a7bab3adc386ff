import { findPattern } from "#db/queries/patterns.ts";
import type { BackTestInput } from "#schemas/back-test.ts";
import type { CompiledPattern } from "#schemas/pattern/compile.ts";
import type { Ctx } from "../context.ts";
import { readRule } from "./read-rule.ts";

/** What a back-test tries: a draft, and the saved version that it is compared with, if it has one. */
export interface BackTestSubject {
  readonly draft: CompiledPattern;
  readonly saved: {
    readonly id: string;
    readonly version: number;
    readonly rule: CompiledPattern;
  } | null;
  /** The workflow that the draft is for; null: it is not said. */
  readonly workflowId: string | null;
}

/** Null when the input names a pattern that is not there. */
export async function backTestSubject(
  { db }: Pick<Ctx, "db">,
  { rule, patternId, workflowId }: BackTestInput,
): Promise<BackTestSubject | null> {
  const draft = compiled(readRule(rule));
  if (patternId === undefined) return { draft, saved: null, workflowId: workflowId ?? null };
  const row = await findPattern(db.sql, patternId);
  if (row === null) return null;
  const saved = { id: row.id, version: row.version, rule: compiled(readRule(row)) };
  return { draft, saved, workflowId: workflowId ?? row.workflowId };
}

function compiled(rule: CompiledPattern | null): CompiledPattern {
  if (rule !== null) return rule;
  throw new Error("A pattern that was saved, or parsed just now, cannot be read.");
}

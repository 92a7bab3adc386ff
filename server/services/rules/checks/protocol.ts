import { z } from "zod";
import type { Envelope } from "#schemas/envelope.ts";
import type { TableUpload } from "#schemas/reference-table.ts";

/** A reference table as a process is given it. `key` tells one version from all others. `rows` is JSON: row by key. */
export interface TableText {
  readonly name: string;
  readonly key: string;
  readonly rows: string;
}

/** An event, and which of a task's expressions to ask of it, by index. */
export interface CheckedEvent {
  readonly envelope: Envelope;
  readonly checks: readonly number[];
}

/** Is this an expression that a rule may have? */
export interface CompileTask {
  readonly kind: "compile";
  readonly expression: string;
}

/** Keep these tables until others of their names come. */
export interface LoadTask {
  readonly kind: "load";
  readonly tables: readonly TableText[];
}

export interface JudgeTask {
  readonly kind: "judge";
  readonly expressions: readonly string[];
  /** The tables that the expressions name, at the versions to use. */
  readonly tables: readonly Omit<TableText, "rows">[];
  readonly events: readonly CheckedEvent[];
}

/** Make a reference table of what was uploaded. */
export interface ReadTableTask {
  readonly kind: "read_table";
  readonly upload: TableUpload;
}

export type Task = CompileTask | LoadTask | JudgeTask | ReadTableTask;

export const compiled = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("valid"), tables: z.array(z.string()).readonly() }),
  z.object({ outcome: z.literal("invalid"), message: z.string(), position: z.number().nullable() }),
]);
export type Compiled = z.infer<typeof compiled>;

/** An event and an expression that does not hold for it. `failure` says why it gave neither true nor false. */
const finding = z.object({
  event: z.number(),
  check: z.number(),
  failure: z.string().nullable(),
  actual: z.string().nullable(),
});
export type Finding = z.infer<typeof finding>;

export const judged = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("judged"), findings: z.array(finding).readonly() }),
  z.object({ outcome: z.literal("missing_tables"), names: z.array(z.string()).readonly() }),
]);
export type Judged = z.infer<typeof judged>;

export const tableRead = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("read"), rowCount: z.number(), rows: z.string() }),
  z.object({ outcome: z.literal("refused"), message: z.string() }),
]);
export type TableRead = z.infer<typeof tableRead>;

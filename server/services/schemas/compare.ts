import { findSchema, type SchemaSummaryRow } from "#db/queries/event-schemas.ts";
import type { CompatibilityMode } from "#schemas/event-schema.ts";
import type { Ctx } from "../context.ts";
import type { Comparison } from "./inspector/protocol.ts";
import { MAX_COMPARING_MS } from "./limits.ts";
import { liveSchemas, type Subject } from "./subject.ts";

/** How a schema compares with the earlier ones, and with which of them it does not agree. */
export type Compatibility =
  | { readonly outcome: "compatible" }
  | (Exclude<Comparison, { readonly outcome: "compatible" }> & { readonly against: string });

type CompareCtx = Pick<Ctx, "db" | "schemaInspector">;

interface Candidate {
  readonly document: string;
  /** Hexadecimal. */
  readonly fingerprint: string;
}

/** Compares a schema with those that the subject's mode names, the newest first. */
export async function compareWithEarlier(
  ctx: CompareCtx,
  candidate: Candidate,
  subject: Subject,
): Promise<Compatibility> {
  return await compareWith(ctx, candidate, subject.compatibility, earlierOf(subject));
}

/** Compares a schema with these, until one says that it is incompatible. `unknown` is said when no other is worse. */
export async function compareWith(
  { db, schemaInspector }: CompareCtx,
  { document, fingerprint }: Candidate,
  mode: CompatibilityMode,
  schemas: readonly SchemaSummaryRow[],
): Promise<Compatibility> {
  if (mode === "none") return { outcome: "compatible" };
  const deadlineMs = performance.now() + MAX_COMPARING_MS;
  let unknown: Compatibility | null = null;
  for (const summary of differing(schemas, fingerprint)) {
    const against = summary.version;
    if (performance.now() > deadlineMs) return outOfTime(against);
    const earlier = await findSchema(db.sql, summary);
    if (earlier === null) throw new Error(`The schema ${summary.id} is gone.`);
    const comparison = await schemaInspector.compare({ mode, next: document, earlier: earlier.document });
    if (comparison.outcome === "incompatible") return { ...comparison, against };
    if (comparison.outcome === "unknown") unknown ??= { ...comparison, against };
  }
  return unknown ?? { outcome: "compatible" };
}

/** The newest first: what people changed last is what they most likely broke. */
function earlierOf(subject: Subject): readonly SchemaSummaryRow[] {
  const newestFirst = liveSchemas(subject).toReversed();
  return subject.compatibility.endsWith("_transitive") ? newestFirst : newestFirst.slice(0, 1);
}

/** One of each fingerprint, without that of the schema itself. */
function differing(schemas: readonly SchemaSummaryRow[], fingerprint: string): SchemaSummaryRow[] {
  const byFingerprint = new Map(schemas.map((schema) => [schema.fingerprint, schema]));
  byFingerprint.delete(fingerprint);
  return [...byFingerprint.values()];
}

function outOfTime(against: string): Compatibility {
  const message = `Comparing with all earlier versions took more than ${MAX_COMPARING_MS / 1_000} s and was stopped.`;
  return { outcome: "unknown", pointer: "", message, against };
}

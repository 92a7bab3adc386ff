import { z } from "zod";
import type { ExplainedPatternRow } from "#db/queries/explain-patterns.ts";
import type { PatternExplanation } from "#schemas/explain.ts";
import type { CompiledPattern } from "#schemas/pattern/compile.ts";
import { evaluate } from "#schemas/pattern/evaluate.ts";
import { explain } from "#schemas/pattern/explain.ts";
import { compareWithRecord, type VersionThen } from "#server/domain/back-test/compare-with-record.ts";
import { readRule } from "../patterns/read-rule.ts";
import type { ExplainedEvent } from "./explain-patterns.ts";

/** What of a version's definition decides whether it matched. */
const storedVersion = z.object({
  type: z.string(),
  value: z.string(),
  filters: z.unknown(),
  enabled: z.boolean(),
});

/** Explains one pattern: as it is today and, for a stored event, as it was when the event was stored. */
export function explainPattern(
  row: ExplainedPatternRow,
  rule: CompiledPattern,
  event: ExplainedEvent,
): PatternExplanation {
  const { id, name, version, enabled, workflowId, workflowName, workflowEnabled } = row;
  const explanation = explain(rule, event.envelope);
  const record = { match: matchOf(row), versionThen: versionThen(row, event) };
  return {
    patternId: id,
    name,
    version,
    live: enabled && workflowEnabled,
    enabled,
    workflow: { id: workflowId, name: workflowName, enabled: workflowEnabled },
    explanation,
    message: explanation.outcome === "matched" ? "Its name and all its filters fit." : explanation.message,
    recorded:
      event.stored === null
        ? null
        : compareWithRecord({ version, matches: explanation.outcome === "matched" }, record),
  };
}

function matchOf({ recordedVersion, matchedAt }: ExplainedPatternRow) {
  return recordedVersion === null || matchedAt === null ? null : { version: recordedVersion, matchedAt };
}

function versionThen(row: ExplainedPatternRow, { envelope }: ExplainedEvent): VersionThen | null {
  const definition = storedVersion.safeParse(row.definitionThen);
  if (row.versionThen === null || !definition.success) return null;
  const { type, value, filters, enabled } = definition.data;
  const rule = readRule({ type, value, filters });
  return { version: row.versionThen, enabled, matches: rule !== null && evaluate(rule, envelope) };
}

import type { JsonObject, JsonValue } from "#schemas/json/value.ts";
import type { Violation } from "#schemas/receipt.ts";
import type { Dialect } from "./dialect.ts";
import { explain, fits, type Run, type SchemaNode, type Scope } from "./keywords/evaluation.ts";
import { Report } from "./keywords/report.ts";
import { openInSlices, openSchema, type SchemaOpening } from "./open-schema.ts";
import type { SchemaIssue } from "./schema-issue.ts";
import { MAX_STEPS } from "./schema-limits.ts";

export interface CompiledSchema {
  readonly outcome: "compiled";
  /** Keywords and formats that are not known and so say nothing. */
  readonly warnings: readonly SchemaIssue[];
  /**
   * What is wrong with a payload; nothing when it conforms. Takes at most {@link MAX_STEPS} steps twice, whatever
   * the payload: one that asks for more has one violation that says so.
   */
  validate(payload: JsonValue): readonly Violation[];
}

export type SchemaCompile =
  | CompiledSchema
  | { readonly outcome: "refused"; readonly issues: readonly SchemaIssue[] };

/** Compiles a schema for judging payloads. It may be called in any thread: nothing is shared. */
export function compileSchema(document: JsonObject | boolean, dialect: Dialect): SchemaCompile {
  return compiled(openSchema(document, dialect));
}

/**
 * The same, in slices: the largest documents take some tenths of a second.
 *
 * @param rest awaited between small pieces of the work; lets others have their turn
 */
export async function compileSchemaInSlices(
  document: JsonObject | boolean,
  dialect: Dialect,
  rest: () => Promise<void>,
): Promise<SchemaCompile> {
  const opening = openInSlices(document, dialect);
  for (let slice = opening.next(); ; slice = opening.next()) {
    if (slice.done) return compiled(slice.value);
    await rest();
  }
}

function compiled(opening: SchemaOpening): SchemaCompile {
  if (opening.outcome === "refused") return opening;
  const { root, warnings } = opening;
  return { outcome: "compiled", warnings, validate: (payload) => violationsOf(root, payload) };
}

/** Nearly all payloads conform: what is wrong is looked for only when something is. */
function violationsOf(root: SchemaNode, payload: JsonValue): readonly Violation[] {
  const scope: Scope = { resource: root.place.resource, outer: null };
  const run: Run = { stepsLeft: MAX_STEPS, depth: 0 };
  const holds = fits(root, payload, run, scope);
  if (run.stepsLeft < 0) return [TOO_COSTLY];
  if (holds) return NONE;
  const explaining: Run = { stepsLeft: MAX_STEPS, depth: 0 };
  const report = new Report(["payload"], root.place, explaining);
  explain(root, payload, explaining, scope, report);
  return report.findings.length > 0 ? report.findings.map(({ violation }) => violation) : [UNEXPLAINED];
}

const NONE: readonly Violation[] = [];

const TOO_COSTLY: Violation = {
  pointer: "/payload",
  message:
    "/payload takes more work to check by its schema than one event may. Send less in one event, or make the schema simpler.",
};

/** When looking for the reason took more steps than are allowed. */
const UNEXPLAINED: Violation = {
  pointer: "/payload",
  message: "/payload does not conform to its schema, and is too large to say where.",
};

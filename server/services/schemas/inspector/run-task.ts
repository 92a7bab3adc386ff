import { createHash } from "node:crypto";
import { MAX_SCHEMA_CHARACTERS } from "#schemas/event-schema.ts";
import type { JsonObject } from "#schemas/json/value.ts";
import { compareSchemas } from "#server/domain/schema-registry/compatibility.ts";
import { SchemaInference } from "#server/domain/schema-registry/infer-schema.ts";
import { canonicalJson } from "#server/domain/validation/canonical-json.ts";
import { compileSchema } from "#server/domain/validation/compile-schema.ts";
import { guardSchema } from "#server/domain/validation/guard-schema.ts";
import type { Comparison, Inference, Inspection, Judgement, Task } from "./protocol.ts";

/** Does a task of the SchemaInspector, in the process that reads what nobody has vetted. */
export function runTask(given: unknown): Inspection | Comparison | Judgement | Inference {
  const task = asTask(given);
  switch (task.kind) {
    case "inspect":
      return inspect(task.document);
    case "compare":
      return compare(task);
    case "judge":
      return judge(task.document, task.payloads);
    case "infer":
      return infer(task.payloads);
  }
}

/** The cast holds since the SchemaInspector alone sends tasks of this subject, and sends nothing else. */
function asTask(given: unknown): Task {
  return given as Task;
}

function inspect(document: string): Inspection {
  const guarded = guardSchema(document);
  if (guarded.outcome === "refused") return { outcome: "refused", issues: [...guarded.issues] };
  const fingerprint = createHash("sha256").update(canonicalJson(guarded.document)).digest("hex");
  return { outcome: "accepted", dialect: guarded.dialect, fingerprint, warnings: [...guarded.warnings] };
}

/** The last schema that payloads were judged by: many batches of them follow one another. */
let compiled: { readonly document: string; readonly validate: (payload: JsonObject) => Violations } | null =
  null;
type Violations = Extract<Judgement, { outcome: "judged" }>["violations"][number];

function judge(document: string, payloads: readonly JsonObject[]): Judgement {
  if (compiled?.document !== document) {
    const guarded = guardSchema(document);
    if (guarded.outcome === "refused") return { outcome: "refused", issues: [...guarded.issues] };
    const compilation = compileSchema(guarded.document, guarded.dialect);
    if (compilation.outcome === "refused") return { outcome: "refused", issues: [...compilation.issues] };
    compiled = { document, validate: (payload) => [...compilation.validate(payload)] };
  }
  const { validate } = compiled;
  return { outcome: "judged", violations: payloads.map(validate) };
}

/** A longer example shows nothing more. */
const MAX_EXAMPLE_CHARACTERS = 2_000;

function compare({ mode, next, earlier }: Extract<Task, { kind: "compare" }>): Comparison {
  const newer = guardSchema(next);
  const older = guardSchema(earlier);
  if (newer.outcome === "refused" || older.outcome === "refused") {
    return { outcome: "unknown", pointer: "", message: "One of the two schemas cannot be read any more." };
  }
  const comparison = compareSchemas(mode, newer, older);
  if (comparison.outcome !== "incompatible") return comparison;
  const { example: value, ...told } = comparison;
  const example = JSON.stringify(value);
  return example.length > MAX_EXAMPLE_CHARACTERS ? told : { ...told, example };
}

function infer(payloads: readonly JsonObject[]): Inference {
  const inference = new SchemaInference();
  for (const payload of payloads) inference.add(payload);
  const document = JSON.stringify(inference.schema(), null, 2);
  if (document.length <= MAX_SCHEMA_CHARACTERS) return { outcome: "inferred", document };
  const message = `The schema of these events would have ${document.length} characters, and a schema has at most ${MAX_SCHEMA_CHARACTERS}: their members have too many or too long names. Move what is data out of the names.`;
  return { outcome: "gave_up", message };
}

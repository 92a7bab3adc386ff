import type { CompatibilityMode } from "#schemas/event-schema.ts";
import { jsonPointer } from "#schemas/json/pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#schemas/json/value.ts";
import type { Dialect } from "../validation/dialect.ts";
import { explain } from "../validation/keywords/evaluation.ts";
import { Report } from "../validation/keywords/report.ts";
import { type OpenSchema, openSchema } from "../validation/open-schema.ts";
import { MAX_STEPS } from "../validation/schema-limits.ts";
import { type Gap, SubsetProof } from "./subset-proof.ts";
import { WitnessSearch } from "./witness.ts";

/** A schema that was accepted when it was registered. */
export interface ReadSchema {
  readonly document: JsonObject | boolean;
  readonly dialect: Dialect;
}

/**
 * How a schema compares with an earlier one. `pointer` leads into the one of the two that `message` names. An
 * incompatibility is shown by `example`, a payload that the one allows and the other refuses.
 */
export type Comparison =
  | { readonly outcome: "compatible" }
  | {
      readonly outcome: "incompatible";
      readonly pointer: string;
      readonly keyword: string;
      readonly message: string;
      readonly example: JsonValue;
    }
  | { readonly outcome: "unknown"; readonly pointer: string; readonly message: string };

const COMPATIBLE = { outcome: "compatible" } as const;

/**
 * Compares a schema with one earlier schema. Backward: whatever conforms to the earlier one conforms to the new one. Forward:
 * the other way round. Full: both. Never guesses: `compatible` is proven, `incompatible` has an example that both schemas
 * were tried on, everything else is `unknown`.
 */
export function compareSchemas(mode: CompatibilityMode, next: ReadSchema, earlier: ReadSchema): Comparison {
  const newer = openSchema(next.document, next.dialect);
  const older = openSchema(earlier.document, earlier.dialect);
  if (newer.outcome === "refused" || older.outcome === "refused") {
    return { outcome: "unknown", pointer: "", message: "One of the two schemas cannot be read." };
  }
  const isBackward = mode.startsWith("backward") || mode.startsWith("full");
  const isForward = mode.startsWith("forward") || mode.startsWith("full");
  const backward = isBackward ? compareOneWay(older, newer, BACKWARD) : COMPATIBLE;
  if (backward.outcome === "incompatible" || !isForward) return backward;
  const forward = compareOneWay(newer, older, FORWARD);
  return forward.outcome === "compatible" ? backward : forward;
}

/** How sentences name the schema that events were written by, and the one that they are read by. */
interface Words {
  readonly writer: string;
  readonly reader: string;
}

const BACKWARD: Words = { writer: "the earlier schema", reader: "the new schema" };
const FORWARD: Words = { writer: "the new schema", reader: "the earlier schema" };

function compareOneWay(writer: OpenSchema, reader: OpenSchema, words: Words): Comparison {
  const isDynamic = hasDynamicReference(writer) || hasDynamicReference(reader);
  const proof = new SubsetProof(writer, reader);
  const root = reader.document.root;
  const gap: Gap | null = isDynamic
    ? { place: root, keyword: "$dynamicRef" }
    : proof.prove([writer.document.root], root);
  if (gap === null) return COMPATIBLE;
  const [example] = new WitnessSearch(proof).find();
  return example === undefined ? untold(gap, words) : shown(reader, example, words);
}

function hasDynamicReference({ document }: OpenSchema): boolean {
  return document.places.some(
    ({ schema }) => typeof schema !== "boolean" && Object.hasOwn(schema, "$dynamicRef"),
  );
}

function shown(reader: OpenSchema, example: JsonValue, { writer, reader: name }: Words): Comparison {
  const run = { stepsLeft: MAX_STEPS, depth: 0 };
  const report = new Report(["payload"], reader.root.place, run);
  explain(reader.root, example, run, { resource: reader.root.place.resource, outer: null }, report);
  const [finding] = report.findings;
  const keyword = finding?.violation.keyword ?? "";
  const place = finding?.place ?? reader.document.root;
  return {
    outcome: "incompatible",
    pointer: jsonPointer([
      ...place.steps,
      ...(isJsonObject(place.schema) && Object.hasOwn(place.schema, keyword) ? [keyword] : []),
    ]),
    keyword,
    message: `${capital(writer)} allows what ${name} refuses: ${finding?.violation.message ?? "the example."}`,
    example,
  };
}

function untold({ place, keyword }: Gap, { writer, reader }: Words): Comparison {
  const steps = keyword === "" ? place.steps : [...place.steps, keyword];
  const what = keyword === "" ? "what it asks for here" : keyword;
  return {
    outcome: "unknown",
    pointer: jsonPointer(steps),
    message: `It cannot be told whether ${reader} allows all that ${writer} allows: nothing proves ${what}, and no payload was found that disproves it.`,
  };
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

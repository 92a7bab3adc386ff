import type { JsonObject } from "#schemas/json/value.ts";
import type { Dialect } from "./dialect.ts";
import { findOverload } from "./document/in-place.ts";
import type { SchemaPlace } from "./document/resource.ts";
import { SchemaDocument } from "./document/schema-document.ts";
import type { SchemaNode } from "./keywords/evaluation.ts";
import { SchemaCompiler } from "./schema-compiler.ts";
import type { SchemaIssue } from "./schema-issue.ts";
import { MAX_ISSUES, MAX_SUBSCHEMAS } from "./schema-limits.ts";

/** A schema that was read and found sound: its places, and what each of them compiles to. */
export interface OpenSchema {
  readonly outcome: "opened";
  readonly document: SchemaDocument;
  readonly root: SchemaNode;
  /** Keywords and formats that are not known and so say nothing, at most {@link MAX_ISSUES}. */
  readonly warnings: readonly SchemaIssue[];
  nodeAt(place: SchemaPlace): SchemaNode;
  /** Whether a regular expression of the document matches a text. */
  matches(source: string, text: string): boolean;
}

export type SchemaOpening =
  | OpenSchema
  | { readonly outcome: "refused"; readonly issues: readonly SchemaIssue[] };

/** Reads and compiles a schema. No code is generated and nothing is fetched; the work grows with the size of the document alone. */
export function openSchema(root: JsonObject | boolean, dialect: Dialect): SchemaOpening {
  const opening = openInSlices(root, dialect);
  for (let slice = opening.next(); ; slice = opening.next()) if (slice.done) return slice.value;
}

/** The same, a small piece of the work at a time, but for reading the document and looking for too much work in one place: a tenth of a second each for the largest. */
export function* openInSlices(
  root: JsonObject | boolean,
  dialect: Dialect,
): Generator<undefined, SchemaOpening> {
  const document = new SchemaDocument(root, dialect);
  yield;
  if (document.places.length > MAX_SUBSCHEMAS) return refused([TOO_MANY_SUBSCHEMAS]);
  if (document.issues.length > 0) return refused(document.issues);
  const compiler = new SchemaCompiler(document);
  const node = yield* compiler.compile();
  if (compiler.issues.length > 0) return refused(compiler.issues);
  const overload = findOverload(document, (schema) => compiler.references.get(schema) ?? []);
  if (overload !== null) return refused([overload]);
  const { warnings } = compiler;
  return {
    outcome: "opened",
    document,
    root: node,
    warnings,
    nodeAt: (place) => compiler.nodeAt(place),
    matches: (source, text) => compiler.matches(source, text),
  };
}

function refused(issues: readonly SchemaIssue[]): SchemaOpening {
  return { outcome: "refused", issues: issues.slice(0, MAX_ISSUES) };
}

const TOO_MANY_SUBSCHEMAS: SchemaIssue = {
  pointer: "",
  message: `The document has more than ${MAX_SUBSCHEMAS} schemas in it. Split it, one document for each event.`,
};

import { jsonPointer } from "#schemas/json/pointer.ts";
import type { JsonObject } from "#schemas/json/value.ts";
import { expansionOf } from "#schemas/pattern/expansion.ts";
import { dialectOf } from "./dialect.ts";
import type { SchemaPlace } from "./document/resource.ts";
import type { SchemaDocument } from "./document/schema-document.ts";
import { isOnlyReference, isSchema } from "./document/subschemas.ts";
import type { Assertion, SchemaNode } from "./keywords/evaluation.ts";
import type { KeywordCompiler, KeywordContext } from "./keywords/keyword.ts";
import { KEYWORDS, SILENT, UNEVALUATED } from "./keywords/table.ts";
import { compilePattern, type TextPattern } from "./keywords/text-pattern.ts";
import type { SchemaIssue } from "./schema-issue.ts";
import { MAX_ALL_PATTERN_EXPANSION, MAX_ISSUES, MAX_STEPS } from "./schema-limits.ts";

const ANYTHING: readonly Assertion[] = [];

/** Compiles the schemas of a document, each once: references share nodes, so that the work is that of reading the document. */
export class SchemaCompiler {
  readonly issues: SchemaIssue[] = [];
  readonly warnings: SchemaIssue[] = [];
  /** Where the references of each schema lead to. */
  readonly references = new Map<JsonObject, SchemaPlace[]>();
  readonly #document: SchemaDocument;
  readonly #nodes = new Map<JsonObject, { place: SchemaPlace; assertions: Assertion[] }>();
  readonly #patterns = new Map<string, TextPattern | null>();
  readonly #waiting: { schema: JsonObject; place: SchemaPlace; assertions: Assertion[] }[] = [];
  #patternExpansion = 0;

  constructor(document: SchemaDocument) {
    this.#document = document;
  }

  /**
   * Compiles every schema of the document, also those that nothing refers to, and returns its root. Yields between
   * schemas: the largest document takes longer than a process may stand still.
   */
  *compile(): Generator<undefined, SchemaNode> {
    const root = this.#nodeAt(this.#document.root);
    for (const place of this.#document.places) this.#nodeAt(place);
    while (this.#fillNext()) yield;
    return root;
  }

  /** @returns whether one was waiting */
  #fillNext(): boolean {
    const next = this.#waiting.pop();
    if (next !== undefined) this.#fill(next);
    return next !== undefined;
  }

  /** What the schema at a place compiles to. */
  nodeAt(place: SchemaPlace): SchemaNode {
    const node = this.#nodeAt(place);
    while (this.#fillNext());
    return node;
  }

  /** Whether one of the document's regular expressions matches a text; false for one that is not the document's. */
  matches(source: string, text: string): boolean {
    return this.#patterns.get(source)?.test(text, { stepsLeft: MAX_STEPS, depth: 0 }) ?? false;
  }

  #nodeAt(place: SchemaPlace, keyword = "false"): SchemaNode {
    const { schema } = place;
    if (typeof schema === "boolean") return { place, assertions: schema ? ANYTHING : [nothing(keyword)] };
    const known = this.#nodes.get(schema);
    if (known !== undefined) return known;
    const node = { place, assertions: [] };
    this.#nodes.set(schema, node);
    this.#waiting.push({ schema, ...node });
    return node;
  }

  #fill({
    schema,
    place,
    assertions,
  }: {
    schema: JsonObject;
    place: SchemaPlace;
    assertions: Assertion[];
  }): void {
    const context = this.#contextOf(schema, place);
    this.#checkNames(schema, context);
    const { dialect } = context;
    const isReference = isOnlyReference(schema, dialect);
    for (const [keyword, compile] of KEYWORDS[dialect]) {
      if (isReference && keyword !== "$ref") continue;
      this.#compileKeyword(keyword, compile, context, assertions);
    }
    if (dialect === "draft-07") return;
    const beside = [...assertions];
    for (const [keyword, compile] of UNEVALUATED) {
      const compileBeside: KeywordCompiler = (value, inner) => compile(value, inner, () => beside);
      this.#compileKeyword(keyword, compileBeside, context, assertions);
    }
  }

  #compileKeyword(
    keyword: string,
    compile: KeywordCompiler,
    context: KeywordContext,
    into: Assertion[],
  ): void {
    const value = Object.hasOwn(context.schema, keyword) ? context.schema[keyword] : undefined;
    const assertion = value === undefined ? null : compile(value, context);
    if (assertion !== null) into.push(assertion);
  }

  #contextOf(schema: JsonObject, place: SchemaPlace): KeywordContext {
    const { dialect } = this.#document;
    return {
      dialect,
      document: this.#document,
      schema,
      place,
      child: (steps, value) => {
        if (!isSchema(value)) return this.#refuse(place, steps, "A schema must be an object, true or false.");
        return this.#nodeAt(this.#document.childOf(place, steps, value), steps[0]);
      },
      nodeAt: (target) => this.#nodeAt(target),
      refersTo: (target) => {
        const targets = this.references.get(schema);
        if (targets === undefined) this.references.set(schema, [target]);
        else targets.push(target);
      },
      pattern: (source, steps) => this.#pattern(source, place, steps),
      refuse: (steps, message) => this.#refuse(place, steps, message),
      warn: (steps, message) => {
        if (this.warnings.length < MAX_ISSUES)
          this.warnings.push({ pointer: pointerTo(place, steps), message });
        return null;
      },
    };
  }

  #pattern(source: string, place: SchemaPlace, steps: readonly string[]): TextPattern | null {
    const known = this.#patterns.get(source);
    if (known !== undefined) return known;
    this.#patternExpansion += expansionOf(source);
    const compiled = this.#patternExpansion > MAX_ALL_PATTERN_EXPANSION ? TOO_MANY : compilePattern(source);
    const pattern = compiled.outcome === "compiled" ? compiled.pattern : null;
    this.#patterns.set(source, pattern);
    if (compiled.outcome === "refused") this.#refuse(place, steps, compiled.message);
    return pattern;
  }

  #checkNames(schema: JsonObject, context: KeywordContext): void {
    const { dialect } = context;
    const isReference = isOnlyReference(schema, dialect);
    for (const name of Object.keys(schema)) {
      const isKnown = KEYWORDS[dialect].has(name) || (dialect === "2020-12" && UNEVALUATED.has(name));
      if (isReference && isKnown && name !== "$ref")
        context.warn([name], `${name} says nothing beside $ref in draft-07.`);
      if (!isKnown && !SILENT[dialect].has(name))
        context.warn([name], `${name} is not a keyword of ${dialect} and says nothing.`);
    }
    const named = Object.hasOwn(schema, "$schema") ? schema.$schema : undefined;
    if (named !== undefined && (typeof named !== "string" || dialectOf(named) !== dialect)) {
      context.refuse(["$schema"], "A document must be written in one dialect.");
    }
  }

  #refuse(place: SchemaPlace, steps: readonly string[], message: string): null {
    if (this.issues.length < MAX_ISSUES) this.issues.push({ pointer: pointerTo(place, steps), message });
    return null;
  }
}

const TOO_MANY = {
  outcome: "refused",
  message:
    "The regular expressions of the document repeat too much together. Use fewer, or smaller counts in {…}.",
} as const;

function pointerTo(place: SchemaPlace, steps: readonly string[]): string {
  return jsonPointer([...place.steps, ...steps]);
}

/** The schema `false`. */
function nothing(keyword: string): Assertion {
  return {
    keyword,
    holds: () => false,
    explain: (value, _run, _scope, report) => report.add(keyword, { says: "is not allowed here" }, value),
  };
}

const DIALECT = "https://json-schema.org/draft/2020-12/schema";

/** Documents that are no schemas of an event, or would be a burden as one. */
export const HOSTILE_SCHEMAS: readonly { readonly title: string; readonly document: unknown }[] = [
  { title: "a look-ahead in a pattern", document: property({ type: "string", pattern: "^(?!a)b" }) },
  { title: "a look-behind in patternProperties", document: { patternProperties: { "(?<=a)b": true } } },
  { title: "a $ref to another host", document: property({ $ref: "https://example.com/schema.json" }) },
  { title: "a $ref to a file", document: property({ $ref: "file:///etc/passwd" }) },
  { title: "a $dynamicRef to another host", document: property({ $dynamicRef: "http://example.com/#a" }) },
  { title: "a $ref to nothing", document: property({ $ref: "#/$defs/nothing" }) },
  { title: "a $ref to itself", document: { $ref: "#" } },
  {
    title: "$refs in a circle",
    document: { $ref: "#/$defs/a", $defs: { a: { $ref: "#/$defs/b" }, b: { $ref: "#/$defs/a" } } },
  },
  { title: "a $ref bomb", document: bomb(24) },
  { title: "a schema of 10 000 levels", document: `${'{"not":'.repeat(10_000)}true${"}".repeat(10_000)}` },
  { title: "a schema of 200 levels", document: deep(200) },
  {
    title: "another dialect",
    document: { $schema: "http://json-schema.org/draft-04/schema#", type: "object" },
  },
  {
    title: "a meta-schema of the author's own",
    document: { $schema: "https://example.com/meta", type: "object" },
  },
  { title: "a type that is none", document: { type: "objekt" } },
  { title: "a list", document: [] },
  { title: "no JSON", document: "{" },
];

/** What `$data` would refer to must be taken as a value that is no number, and refused. */
export const DATA_REFERENCE = property({ type: "number", minimum: { $data: "1/other" } });

/** Linear here. */
export const SLOW_ELSEWHERE = property({ type: "string", pattern: "^(a+)+$" });

/** @returns a schema of the property `name` */
function property(schema: object): object {
  return { $schema: DIALECT, type: "object", properties: { name: schema } };
}

function bomb(levels: number): object {
  const both = (at: number) => [{ $ref: `#/$defs/l${at}` }, { $ref: `#/$defs/l${at}` }];
  const $defs = Object.fromEntries(
    Array.from({ length: levels }, (_, at) => [
      `l${at}`,
      at + 1 < levels ? { allOf: both(at + 1) } : { type: "object" },
    ]),
  );
  return { $schema: DIALECT, allOf: both(0), $defs };
}

function deep(levels: number): object {
  return levels === 0 ? { type: "string" } : { type: "object", properties: { a: deep(levels - 1) } };
}

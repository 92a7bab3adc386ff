import type { Dialect } from "../dialect.ts";
import { compileConst, compileEnum, compileType } from "./any-value.ts";
import { compileMaxItems, compileMinItems, compileUniqueItems } from "./array-sizes.ts";
import { compileAllOf, compileAnyOf, compileIf, compileNot, compileOneOf } from "./combined.ts";
import { compileContains } from "./contains.ts";
import { compileDependencies, compileDependentSchemas } from "./dependencies.ts";
import { compileAdditionalItems, compileItems, compileItemsOrList, compilePrefixItems } from "./items.ts";
import type { KeywordCompiler } from "./keyword.ts";
import {
  compileExclusiveMaximum,
  compileExclusiveMinimum,
  compileMaximum,
  compileMinimum,
  compileMultipleOf,
} from "./numbers.ts";
import {
  compileDependentRequired,
  compileMaxProperties,
  compileMinProperties,
  compileRequired,
} from "./object-sizes.ts";
import {
  compileAdditionalProperties,
  compilePatternProperties,
  compileProperties,
  compilePropertyNames,
} from "./properties.ts";
import { compileDynamicRef, compileRef } from "./references.ts";
import { compileFormat, compileMaxLength, compileMinLength, compilePatternKeyword } from "./strings.ts";
import {
  compileUnevaluatedItems,
  compileUnevaluatedProperties,
  type UnevaluatedCompiler,
} from "./unevaluated.ts";

/** Cheap keywords first: an event that is wrong is known to be wrong early. */
const COMMON: readonly (readonly [string, KeywordCompiler])[] = [
  ["type", compileType],
  ["const", compileConst],
  ["enum", compileEnum],
  ["minimum", compileMinimum],
  ["maximum", compileMaximum],
  ["exclusiveMinimum", compileExclusiveMinimum],
  ["exclusiveMaximum", compileExclusiveMaximum],
  ["multipleOf", compileMultipleOf],
  ["minLength", compileMinLength],
  ["maxLength", compileMaxLength],
  ["minItems", compileMinItems],
  ["maxItems", compileMaxItems],
  ["minProperties", compileMinProperties],
  ["maxProperties", compileMaxProperties],
  ["required", compileRequired],
  ["format", compileFormat],
  ["pattern", compilePatternKeyword],
  ["uniqueItems", compileUniqueItems],
  ["$ref", compileRef],
  ["allOf", compileAllOf],
  ["anyOf", compileAnyOf],
  ["oneOf", compileOneOf],
  ["not", compileNot],
  ["if", compileIf],
  ["properties", compileProperties],
  ["patternProperties", compilePatternProperties],
  ["additionalProperties", compileAdditionalProperties],
  ["propertyNames", compilePropertyNames],
  ["contains", compileContains],
  ["dependencies", compileDependencies],
];

/** The keywords that assert something, in the order in which they are tried. */
export const KEYWORDS: Readonly<Record<Dialect, ReadonlyMap<string, KeywordCompiler>>> = {
  "draft-07": new Map([
    ...COMMON,
    ["items", compileItemsOrList],
    ["additionalItems", compileAdditionalItems],
  ]),
  "2020-12": new Map([
    ...COMMON,
    ["dependentRequired", compileDependentRequired],
    ["$dynamicRef", compileDynamicRef],
    ["dependentSchemas", compileDependentSchemas],
    ["prefixItems", compilePrefixItems],
    ["items", compileItems],
  ]),
};

/** Keywords that look at what all others have seen, and so come last. Of 2020-12 alone. */
export const UNEVALUATED: ReadonlyMap<string, UnevaluatedCompiler> = new Map([
  ["unevaluatedProperties", compileUnevaluatedProperties],
  ["unevaluatedItems", compileUnevaluatedItems],
]);

const ANNOTATIONS = [
  "$schema",
  "$id",
  "$comment",
  "title",
  "description",
  "default",
  "examples",
  "readOnly",
  "writeOnly",
  "contentEncoding",
  "contentMediaType",
  "definitions",
  "then",
  "else",
];

/** Keywords that are known and assert nothing by themselves. */
export const SILENT: Readonly<Record<Dialect, ReadonlySet<string>>> = {
  "draft-07": new Set(ANNOTATIONS),
  "2020-12": new Set([
    ...ANNOTATIONS,
    "$defs",
    "$anchor",
    "$dynamicAnchor",
    "$vocabulary",
    "deprecated",
    "contentSchema",
    "minContains",
    "maxContains",
  ]),
};

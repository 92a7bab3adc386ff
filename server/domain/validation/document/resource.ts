import type { JsonObject } from "#schemas/json/value.ts";

/** A schema that has a URI of its own, the document itself or one embedded by `$id` (2020-12 core, section 4.3.5). */
export interface SchemaResource {
  readonly uri: string;
  readonly root: JsonObject | boolean;
  /** Steps from the document's root. */
  readonly steps: readonly string[];
  readonly anchors: Map<string, SchemaPlace>;
  /** Those of `anchors` that `$dynamicRef` can find in whoever refers to the resource. */
  readonly dynamicAnchors: Map<string, SchemaPlace>;
}

/** Where a schema stands in the document. */
export interface SchemaPlace {
  readonly schema: JsonObject | boolean;
  readonly resource: SchemaResource;
  /** Steps from the document's root. */
  readonly steps: readonly string[];
}

import { jsonPointer } from "#schemas/json/pointer.ts";
import { isJsonObject, type JsonObject, type JsonValue } from "#schemas/json/value.ts";
import type { Dialect } from "../dialect.ts";
import type { SchemaIssue } from "../schema-issue.ts";
import { MAX_DYNAMIC_ANCHORS, MAX_SUBSCHEMAS } from "../schema-limits.ts";
import type { SchemaPlace, SchemaResource } from "./resource.ts";
import { isOnlyReference, isSchema, subschemasOf } from "./subschemas.ts";

/** The base URI of a document that names none. Nothing is ever fetched: URIs are only compared. */
const DEFAULT_URI = "schema:/document";

export type Resolution =
  | { readonly outcome: "found"; readonly place: SchemaPlace }
  | { readonly outcome: "refused"; readonly message: string };

/**
 * The schemas of one document: where they stand, which URIs and anchors they have, and what their references mean
 * (draft-07 core, section 8; 2020-12 core, sections 8.2 and 9). References lead to places in the document or
 * nowhere.
 */
export class SchemaDocument {
  readonly dialect: Dialect;
  readonly root: SchemaPlace;
  readonly places: SchemaPlace[] = [];
  readonly issues: SchemaIssue[] = [];
  readonly #resources = new Map<string, SchemaResource>();
  readonly #dynamicPlaces = new Map<string, SchemaPlace[]>();
  #dynamicCount = 0;
  readonly #byObject = new Map<JsonObject, SchemaPlace>();

  constructor(root: JsonObject | boolean, dialect: Dialect) {
    this.dialect = dialect;
    const resource = this.#addResource(DEFAULT_URI, root, []);
    this.root = this.#add(root, resource, []);
  }

  /** Where a `$ref` or `$dynamicRef` that stands in `from` leads to, before any dynamic scope is looked at. */
  resolve(reference: string, from: SchemaPlace): Resolution {
    const url = URL.parse(reference, from.resource.uri);
    if (url === null) return refused(`"${reference}" is not a URI reference.`);
    const fragment = decodeFragment(url);
    const resource = this.#resources.get(withoutFragment(url));
    if (resource === undefined) {
      return refused(
        `"${reference}" leads out of the document. Nothing is fetched: copy what it refers to into $defs or definitions.`,
      );
    }
    const place = fragment.startsWith("/")
      ? this.#atPointer(resource, fragment)
      : this.#atAnchor(resource, fragment);
    return place === undefined
      ? refused(`"${reference}" leads to no schema in the document.`)
      : { outcome: "found", place };
  }

  /** All schemas that `$dynamicAnchor` gives this name. */
  dynamicPlaces(name: string): readonly SchemaPlace[] {
    return this.#dynamicPlaces.get(name) ?? [];
  }

  /** The place of a subschema of a place; steps as {@link subschemasOf} gives them. */
  childOf(place: SchemaPlace, steps: readonly string[], schema: JsonObject | boolean): SchemaPlace {
    const known = typeof schema === "boolean" ? undefined : this.#byObject.get(schema);
    return known ?? { schema, resource: place.resource, steps: [...place.steps, ...steps] };
  }

  #add(schema: JsonObject | boolean, outer: SchemaResource, steps: readonly string[]): SchemaPlace {
    if (typeof schema === "boolean") return { schema, resource: outer, steps };
    const place: SchemaPlace = { schema, resource: this.#resourceOf(schema, outer, steps), steps };
    this.#byObject.set(schema, place);
    this.places.push(place);
    this.#addAnchors(place, schema);
    if (this.places.length > MAX_SUBSCHEMAS) return place;
    for (const child of subschemasOf(schema, this.dialect)) {
      this.#add(child.schema, place.resource, [...steps, ...child.steps]);
    }
    return place;
  }

  #resourceOf(schema: JsonObject, outer: SchemaResource, steps: readonly string[]): SchemaResource {
    const id = Object.hasOwn(schema, "$id") ? schema.$id : undefined;
    if (id === undefined || isOnlyReference(schema, this.dialect)) return outer;
    const url = typeof id === "string" ? URL.parse(id, outer.uri) : null;
    if (url === null) {
      this.#report([...steps, "$id"], "$id must be a URI reference.");
      return outer;
    }
    const isAnchor = this.dialect === "draft-07" && typeof id === "string" && id.startsWith("#");
    if (isAnchor) return outer;
    if (url.hash.length > 1) this.#report([...steps, "$id"], "$id must not have a fragment.");
    return this.#addResource(withoutFragment(url), schema, steps);
  }

  #addResource(uri: string, root: JsonObject | boolean, steps: readonly string[]): SchemaResource {
    const resource = { uri, root, steps, anchors: new Map(), dynamicAnchors: new Map() };
    if (this.#resources.has(uri))
      this.#report([...steps, "$id"], "Another schema of the document has this $id.");
    this.#resources.set(uri, resource);
    return resource;
  }

  #addAnchors(place: SchemaPlace, schema: JsonObject): void {
    if (this.dialect === "draft-07") {
      const id = Object.hasOwn(schema, "$id") ? schema.$id : undefined;
      if (typeof id === "string" && id.length > 1 && id.startsWith("#"))
        this.#addAnchor(place, "$id", id.slice(1));
      return;
    }
    for (const keyword of ["$anchor", "$dynamicAnchor"]) {
      const name = Object.hasOwn(schema, keyword) ? schema[keyword] : undefined;
      if (typeof name === "string") this.#addAnchor(place, keyword, name);
    }
  }

  #addAnchor(place: SchemaPlace, keyword: string, name: string): void {
    const { anchors, dynamicAnchors } = place.resource;
    const other = anchors.get(name);
    if (other !== undefined && other !== place) {
      this.#report([...place.steps, keyword], `Another schema has the anchor "${name}".`);
    }
    anchors.set(name, place);
    if (keyword !== "$dynamicAnchor") return;
    dynamicAnchors.set(name, place);
    const places = this.#dynamicPlaces.get(name);
    if (places === undefined) this.#dynamicPlaces.set(name, [place]);
    else places.push(place);
    this.#dynamicCount += 1;
    if (this.#dynamicCount === MAX_DYNAMIC_ANCHORS + 1) {
      this.#report([...place.steps, keyword], `A document may have ${MAX_DYNAMIC_ANCHORS} dynamic anchors.`);
    }
  }

  #atAnchor(resource: SchemaResource, name: string): SchemaPlace | undefined {
    if (name !== "") return resource.anchors.get(name);
    return isJsonObject(resource.root)
      ? this.#byObject.get(resource.root)
      : { schema: resource.root, resource, steps: resource.steps };
  }

  /** Also finds what stands under a keyword that is not known: authors put definitions there. */
  #atPointer(resource: SchemaResource, pointer: string): SchemaPlace | undefined {
    const steps = pointer.slice(1).split("/").map(unescapeStep);
    let value: JsonValue = resource.root;
    let owner = resource;
    for (const step of steps) {
      if (isJsonObject(value)) owner = this.#byObject.get(value)?.resource ?? owner;
      const next: JsonValue | undefined =
        isContainer(value) && Object.hasOwn(value, step) ? stepInto(value, step) : undefined;
      if (next === undefined) return undefined;
      value = next;
    }
    if (!isSchema(value)) return undefined;
    const known = isJsonObject(value) ? this.#byObject.get(value) : undefined;
    return known ?? this.#add(value, owner, [...resource.steps, ...steps]);
  }

  #report(steps: readonly string[], message: string): void {
    this.issues.push({ pointer: jsonPointer(steps), message });
  }
}

function isContainer(value: JsonValue): value is JsonObject | JsonValue[] {
  return typeof value === "object" && value !== null;
}

function stepInto(value: JsonObject | JsonValue[], step: string): JsonValue | undefined {
  return Array.isArray(value) ? value[Number(step)] : value[step];
}

function unescapeStep(step: string): string {
  return step.replaceAll("~1", "/").replaceAll("~0", "~");
}

function withoutFragment(url: URL): string {
  return url.href.slice(0, url.href.length - url.hash.length).replace(/#$/, "");
}

function decodeFragment(url: URL): string {
  try {
    return decodeURIComponent(url.hash.slice(1));
  } catch {
    return url.hash.slice(1);
  }
}

function refused(message: string): Resolution {
  return { outcome: "refused", message };
}

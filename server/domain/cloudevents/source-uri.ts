import type { EventSource } from "#schemas/envelope.ts";
import { isUri, isUriReference } from "./uri.ts";

/** `/task/nightly%20import`: the specification's type, and the id as one segment of a path. */
const OWN_SOURCE = /^\/(workflow|task|integration|external)\/([^/?#]+)$/;

/** A source as events hold it. `isForeign`: it is a reference that only `metadata.cloudevents.source` tells from an id. */
export interface SourceOfUri {
  readonly source: EventSource;
  readonly isForeign: boolean;
}

/**
 * The `source` attribute of an event's source: `/{type}/{id}`, or the id itself where an external source's id is a URI
 * with a scheme.
 */
export function uriOfSource({ type, id }: EventSource): string {
  return type === "external" && isUri(id) ? id : `/${type}/${encodeURIComponent(id)}`;
}

/**
 * The source that a `source` attribute names, so that {@link uriOfSource} gives the very same text again. A reference
 * for which it would not is foreign: the id of an external source, to be kept as it is.
 *
 * @param uri a URI-reference, not empty
 */
export function sourceOfUri(uri: string): SourceOfUri {
  const own = ownSource(uri);
  if (own !== null && uriOfSource(own) === uri) return { source: own, isForeign: false };
  return { source: { type: "external", id: uri }, isForeign: !isUri(uri) };
}

/** Whether the id of an external source can be written as the `source` attribute as it is. */
export function isForeignReference(id: string): boolean {
  return id !== "" && isUriReference(id) && sourceOfUri(id).isForeign;
}

function ownSource(uri: string): EventSource | null {
  const [, type, segment = ""] = OWN_SOURCE.exec(uri) ?? [];
  if (type === undefined) return null;
  const id = decodeSegment(segment);
  return id === null || !isSourceType(type) ? null : { type, id };
}

export function isSourceType(type: string): type is EventSource["type"] {
  return type === "workflow" || type === "task" || type === "integration" || type === "external";
}

function decodeSegment(segment: string): string | null {
  try {
    return decodeURIComponent(segment);
  } catch {
    return null;
  }
}

import { type Answered, type Refused, refused, withoutBody } from "./answer.ts";

/** An entity tag of RFC 9110, section 8.8.3, or the list's separator. */
const ENTITY_TAG = /[ \t]*(W\/)?("[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?:,|$)/y;

interface EntityTag {
  readonly weak: boolean;
  readonly tag: string;
}

/** A strong validator. `value` names one state of a resource and holds no quotes. */
export function etagOf(value: string | number): string {
  return `"${value}"`;
}

/**
 * An answer with its ETag, or 304 when the client has it already (If-None-Match, RFC 9110 section 13.1.2: weak
 * comparison; section 15.4.5: with the fields that the 200 would have had).
 */
export function unlessKnown(headers: Headers, etag: string, answer: Answered): Answered {
  const field = headers.get("if-none-match");
  const known = field !== null && (field.trim() === "*" || readTags(field).some(({ tag }) => tag === etag));
  const fields = { ...answer.headers, etag };
  return known ? withoutBody(304, fields) : { ...answer, headers: fields };
}

/**
 * Why a change must not be made, or null when its If-Match names the present state (RFC 9110 section 13.1.1: strong
 * comparison). Changes without If-Match are refused (RFC 6585, section 3), so that none is lost unseen.
 */
export function refuseUnlessMatching(headers: Headers, etag: string): Refused | null {
  const field = headers.get("if-match");
  if (field === null) {
    const detail =
      "Send the ETag that you read as the header If-Match, so that nobody's change is overwritten.";
    return refused(428, "precondition_required", detail);
  }
  if (field.trim() === "*" || readTags(field).some(({ weak, tag }) => !weak && tag === etag)) return null;
  return staleVersion(etag);
}

/** The same for a resource that is not there: If-Match of any state is false, and without it the resource is made. */
export function refuseUnlessUnconditional(headers: Headers): Refused | null {
  return headers.has("if-match") ? staleVersion() : null;
}

/** 412; `etag` is that of the present state where it is known. */
export function staleVersion(etag?: string): Refused {
  const detail = "The resource is not what you read any more. Read it again, then make your change to that.";
  return refused(412, "precondition_failed", detail, etag === undefined ? {} : { headers: { etag } });
}

/** The tags of a list; a field that is no list of tags has none. */
function readTags(field: string): EntityTag[] {
  const tags: EntityTag[] = [];
  ENTITY_TAG.lastIndex = 0;
  while (ENTITY_TAG.lastIndex < field.length) {
    const match = ENTITY_TAG.exec(field);
    if (match?.[2] === undefined) return [];
    tags.push({ weak: match[1] !== undefined, tag: match[2] });
  }
  return tags;
}

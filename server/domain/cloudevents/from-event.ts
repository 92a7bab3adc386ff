import type { EventSource } from "#schemas/envelope.ts";
import { jsonEqual } from "#schemas/json/equal.ts";
import { parseJson } from "#schemas/json/parse.ts";
import type { JsonValue } from "#schemas/json/value.ts";
import { checkAttributes, isCloudEventsText } from "./check-attributes.ts";
import {
  type Attributes,
  type AttributeValue,
  type CloudEvent,
  DEFAULT_CONTENT_TYPE,
  DEFAULT_EVENT_VERSION,
  SPEC_VERSION,
} from "./cloud-event.ts";
import { METADATA_EXTENSION, SOURCE_EXTENSION, writeExtension } from "./extensions.ts";
import { type Members, membersOf } from "./json-members.ts";
import { KEPT_MEMBER, type Kept, NOTHING_KEPT, readKept } from "./kept.ts";
import { mapToEvent } from "./map-event.ts";
import { dataOf, isJsonContent } from "./payload.ts";
import { isForeignReference, isSourceType, uriOfSource } from "./source-uri.ts";
import { subjectOfContext } from "./subject.ts";

/** An event of the log; `source`, `payload` and `metadata` are JSON text, `timestamp` is RFC 3339. */
export interface EventTexts {
  readonly eventId: string;
  readonly pattern: string;
  readonly version: string;
  readonly source: string;
  readonly timestamp: string;
  readonly payload: string;
  readonly metadata: string;
}

/**
 * The CloudEvent of an event, from which decoding makes the same event again: the reverse of `mapToEvent`.
 *
 * `metadata.cloudevents` becomes attributes only where decoding would keep exactly that: a publisher may have put
 * anything there, and then it is metadata like any other.
 */
export function fromEvent(event: EventTexts): CloudEvent {
  const metadata = membersOf(event.metadata);
  const text = metadata.get(KEPT_MEMBER);
  const value = text === undefined ? undefined : parseJson(text);
  const kept = readKept(value);
  const faithful = kept === null || value === undefined ? null : buildFrom(event, metadata, kept);
  if (faithful !== null && value !== undefined && keepsAgain(faithful, value)) return faithful;
  const plain = buildFrom(event, metadata, null);
  if (plain === null) throw new Error("A payload that is no wrapping is the data itself.");
  return plain;
}

function keepsAgain(event: CloudEvent, value: JsonValue): boolean {
  if (checkAttributes(event.attributes) !== null) return false;
  const mapped = mapToEvent(event);
  const again = mapped.outcome === "mapped" ? mapped.metadata.get(KEPT_MEMBER) : undefined;
  return again !== undefined && jsonEqual(parseJson(again), value);
}

function buildFrom(event: EventTexts, metadata: Members, stated: Kept | null): CloudEvent | null {
  const kept = stated ?? NOTHING_KEPT;
  const data = dataOf({ text: event.payload, shape: kept.data }, isJsonContent(kept.datacontenttype));
  if (data === null) return null;
  const rest = new Map(metadata);
  if (stated !== null) rest.delete(KEPT_MEMBER);
  const sourceRest = new Map(membersOf(event.source));
  const core: [string, AttributeValue | undefined][] = [
    ["specversion", SPEC_VERSION],
    ["id", event.eventId],
    ["source", takeSource(sourceRest, kept)],
    ["type", event.pattern],
    ["time", event.timestamp],
    ["subject", kept.subject ?? take(rest, "context", subjectOfContext)],
    ["datacontenttype", kept.datacontenttype ?? (data.kind === "json" ? DEFAULT_CONTENT_TYPE : undefined)],
    ["dataschema", kept.dataschema],
    ["eventversion", event.version === DEFAULT_EVENT_VERSION ? undefined : event.version],
    ["correlationid", take(rest, "correlationId", attributeText)],
    ["causationid", take(rest, "causationId", attributeText)],
  ];
  const own: typeof core = [
    [SOURCE_EXTENSION, sourceRest.size > 0 ? writeExtension(sourceRest) : undefined],
    [METADATA_EXTENSION, rest.size > 0 ? writeExtension(rest) : undefined],
  ];
  const attributes = new Map(Object.entries(kept.extensions ?? {}));
  return { attributes: setAll(attributes, [...core, ...own]), data };
}

/** The attributes that are defined, in their order, and then the kept extensions: those can replace none. */
function setAll(
  extensions: Attributes,
  defined: readonly (readonly [string, AttributeValue | undefined])[],
): Attributes {
  const attributes = new Map<string, AttributeValue>();
  for (const [name, value] of defined) if (value !== undefined) attributes.set(name, value);
  for (const [name, value] of extensions) if (!attributes.has(name)) attributes.set(name, value);
  return attributes;
}

/** Takes a member out of those that are left, if an attribute can say the same. */
function take<Value>(
  rest: Map<string, string>,
  name: string,
  read: (value: JsonValue) => Value | undefined,
): Value | undefined {
  const text = rest.get(name);
  const value = text === undefined ? undefined : read(parseJson(text));
  if (value !== undefined) rest.delete(name);
  return value;
}

function takeSource(rest: Map<string, string>, kept: Kept): string {
  const type = take(rest, "type", sourceType);
  const id = take(rest, "id", attributeText);
  if (type === undefined || id === undefined)
    throw new Error("A stored event's source has a type and an id.");
  const isForeign = type === "external" && kept.source === id && isForeignReference(id);
  return isForeign ? id : uriOfSource({ type, id });
}

function sourceType(value: JsonValue): EventSource["type"] | undefined {
  return typeof value === "string" && isSourceType(value) ? value : undefined;
}

function attributeText(value: JsonValue): string | undefined {
  return typeof value === "string" && value !== "" && isCloudEventsText(value) ? value : undefined;
}

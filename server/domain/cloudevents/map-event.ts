import {
  type Attributes,
  type AttributeValue,
  type CloudEvent,
  type CloudEventFault,
  DEFAULT_CONTENT_TYPE,
  DEFAULT_EVENT_VERSION,
} from "./cloud-event.ts";
import { METADATA_EXTENSION, readExtension, SOURCE_EXTENSION } from "./extensions.ts";
import type { Members } from "./json-members.ts";
import { KEPT_MEMBER, type Kept, writeKept } from "./kept.ts";
import { payloadOf } from "./payload.ts";
import { sourceOfUri } from "./source-uri.ts";
import { contextOfSubject } from "./subject.ts";

/** Attributes that become members of the event, or of what is kept, under names of their own. */
const KNOWN = new Set([
  "specversion",
  "id",
  "source",
  "type",
  "time",
  "subject",
  "datacontenttype",
  "dataschema",
  "correlationid",
  "causationid",
  "eventversion",
  METADATA_EXTENSION,
  SOURCE_EXTENSION,
]);

/** A CloudEvent in the words of an event; the texts are JSON. */
export interface MappedEvent {
  readonly outcome: "mapped";
  readonly eventId: string;
  readonly pattern: string;
  readonly version: string;
  /** Undefined when the sender did not say. */
  readonly time: string | undefined;
  readonly source: Members;
  readonly payloadText: string;
  readonly metadata: Members;
}

/**
 * Maps a CloudEvent to an event by the tables of docs/cloudevents.md.
 *
 * @param event one whose attributes were checked
 */
export function mapToEvent(event: CloudEvent): MappedEvent | CloudEventFault {
  const { attributes } = event;
  const { source, isForeign } = sourceOfUri(textOf(attributes, "source") ?? "");
  const ownSource = new Map(Object.entries(source).map(([name, value]) => [name, JSON.stringify(value)]));
  const wholeSource = readExtension(event, SOURCE_EXTENSION, ownSource);
  if (wholeSource.outcome === "fault") return wholeSource;
  const payload = payloadOf(event.data);
  const keptSource = isForeign ? source.id : undefined;
  const metadata = readExtension(
    event,
    METADATA_EXTENSION,
    metadataOf(event, { source: keptSource, data: payload.shape }),
  );
  if (metadata.outcome === "fault") return metadata;
  return {
    outcome: "mapped",
    eventId: textOf(attributes, "id") ?? "",
    pattern: textOf(attributes, "type") ?? "",
    version: textOf(attributes, "eventversion") ?? DEFAULT_EVENT_VERSION,
    time: textOf(attributes, "time"),
    source: wholeSource.members,
    payloadText: payload.text,
    metadata: metadata.members,
  };
}

function metadataOf(event: CloudEvent, found: Pick<Kept, "source" | "data">): Members {
  const { attributes } = event;
  const members = new Map<string, string>();
  const add = (name: string, value: unknown) => {
    if (value !== undefined) members.set(name, JSON.stringify(value));
  };
  add("correlationId", attributes.get("correlationid"));
  add("causationId", attributes.get("causationid"));
  const subject = textOf(attributes, "subject");
  const context = contextOfSubject(subject);
  add("context", context);
  const kept = writeKept(
    {
      ...found,
      subject: context === undefined ? subject : undefined,
      dataschema: textOf(attributes, "dataschema"),
      datacontenttype: contentTypeToKeep(event),
    },
    extensionsOf(attributes),
  );
  if (kept !== null) members.set(KEPT_MEMBER, kept);
  return members;
}

/** JSON data without a content type is "exactly equivalent" to application/json (CloudEvents, `datacontenttype`). */
function contentTypeToKeep({ attributes, data }: CloudEvent): string | undefined {
  const stated = textOf(attributes, "datacontenttype");
  return data.kind === "json" && stated === DEFAULT_CONTENT_TYPE ? undefined : stated;
}

/** A version that is stated to be the default is kept, so that it comes back. */
function extensionsOf(attributes: Attributes): Attributes {
  const extensions = new Map<string, AttributeValue>();
  for (const [name, value] of attributes) {
    const isDefault = name === "eventversion" && value === DEFAULT_EVENT_VERSION;
    if (isDefault || !KNOWN.has(name)) extensions.set(name, value);
  }
  return extensions;
}

/** A text attribute: `checkAttributes` has refused every other type for those that are asked for here. */
function textOf(attributes: Attributes, name: string): string | undefined {
  const value = attributes.get(name);
  return value === undefined ? undefined : String(value);
}

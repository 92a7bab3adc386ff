import {
  EVENT_ID_PATTERN,
  MAX_EVENT_ID_CHARACTERS,
  MAX_PATTERN_NAME_CHARACTERS,
  PATTERN_NAME_PATTERN,
} from "#schemas/envelope.ts";
import { parseJson } from "#schemas/json/parse.ts";
import { isJsonObject, type JsonObject } from "#schemas/json/value.ts";
import { eventIdPrefix } from "#schemas/source.ts";
import { type DecodedItem, refuseItem } from "./event-draft.ts";
import { readJson } from "./read-json.ts";

const name = new RegExp(PATTERN_NAME_PATTERN, "u");
const id = new RegExp(EVENT_ID_PATTERN, "u");

/** Webhook payloads carry no schema version of their own. */
const WEBHOOK_VERSION = "1.0";

export interface WebhookRequest {
  readonly sourceKey: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** RFC 3339. GitHub states no common time of occurrence, so that of the receipt is taken. */
  readonly receivedAt: string;
}

/**
 * Reads a GitHub webhook: the name is `github.<event>` or `github.<event>.<action>`, the id that of the delivery
 * (docs.github.com, "Webhook events and payloads", delivery headers).
 */
export function decodeGithub(request: WebhookRequest): DecodedItem {
  const json = readJson(request.body);
  if (json.outcome === "refused") return json;
  const payload = parseJson(json.text);
  if (!isJsonObject(payload)) return missing("The body is not a JSON object.", "");
  const deliveryId = request.headers["x-github-delivery"] ?? "";
  const eventId = `${eventIdPrefix(request.sourceKey)}${deliveryId}`;
  if (deliveryId === "" || eventId.length > MAX_EVENT_ID_CHARACTERS || !id.test(eventId)) {
    return missing("The header X-GitHub-Delivery is missing or is no usable id.");
  }
  const pattern = patternOf(request.headers["x-github-event"] ?? "", payload);
  if (pattern === null) return missing("The header X-GitHub-Event is missing or is no usable name.");
  const source = { type: "integration", id: request.sourceKey } as const;
  return {
    outcome: "event",
    envelope: {
      eventId,
      pattern,
      version: WEBHOOK_VERSION,
      source,
      timestamp: request.receivedAt,
      payload,
      metadata: {},
    },
    sourceText: JSON.stringify(source),
    payloadText: json.text,
    metadataText: "{}",
    timestampStated: false,
  };
}

/** An action may be any text of the sender's (`repository_dispatch`): one that makes no name is left to the payload. */
function patternOf(event: string, payload: JsonObject): string | null {
  if (event === "") return null;
  const eventName = `github.${event}`;
  const action = payload["action"];
  const names =
    typeof action === "string" && action !== "" ? [`${eventName}.${action}`, eventName] : [eventName];
  return names.find(isUsable) ?? null;
}

function isUsable(pattern: string): boolean {
  return pattern.length <= MAX_PATTERN_NAME_CHARACTERS && name.test(pattern);
}

function missing(message: string, pointer?: string): DecodedItem {
  return refuseItem(
    pointer === undefined
      ? { reason: "missing_mapping", message }
      : { reason: "missing_mapping", message, pointer },
  );
}

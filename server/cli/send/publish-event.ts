import type { Cli } from "../cli.ts";
import { readTextFile } from "../read-text.ts";
import { type CommandResult, usage } from "../result.ts";
import { deliver } from "./deliver.ts";
import { readJsonObject } from "./json-object.ts";

export interface PublishInput {
  /** The event's name. */
  readonly event?: string | undefined;
  /** A file with the payload. */
  readonly data?: string | undefined;
  readonly cloudevent: boolean;
}

const DEFAULT_EVENT = "tidings.test";
const DEFAULT_PAYLOAD = '{"note":"Sent by tidings send --publish"}';

interface Publication {
  readonly eventId: string;
  readonly event: string;
  readonly timestamp: string;
  /** JSON text, which goes in as it is: parsing would change large numbers. */
  readonly payload: string;
}

/** Publishes one event with the API key. */
export async function publishEvent(cli: Cli, input: PublishInput): Promise<CommandResult> {
  const { shell, client, baseUrl } = cli;
  const payload = input.data === undefined ? DEFAULT_PAYLOAD : await readTextFile(shell, input.data);
  if (typeof payload !== "string" && payload.outcome === "failed") return payload;
  const text = typeof payload === "string" ? payload : payload.text;
  if (readJsonObject(text) === null) {
    return usage(
      "The payload is no JSON object.",
      'Give --data a file that holds one, such as {"amount": 1}.',
    );
  }
  const event = input.event ?? DEFAULT_EVENT;
  const publication = { eventId: shell.newId(), event, timestamp: shell.now().toISOString(), payload: text };
  const { contentType, body } = input.cloudevent ? cloudEvent(publication) : envelope(publication);
  const headers = { authorization: client.authorization, "content-type": contentType };
  return await deliver(cli, {
    url: `${baseUrl}/api/v1/events`,
    request: { method: "POST", headers, body },
    sent: { event, eventId: publication.eventId },
  });
}

const SOURCE_ID = "tidings-cli";

/** The specification's envelope. */
function envelope({ eventId, event, timestamp, payload }: Publication) {
  const source = { type: "external", id: SOURCE_ID };
  const head = JSON.stringify({ eventId, pattern: event, version: "1.0", source, timestamp });
  return { contentType: "application/json", body: `${head.slice(0, -1)},"payload":${payload}}` };
}

/** CloudEvents 1.0 in its structured mode (HTTP Protocol Binding, section 3.2). */
function cloudEvent({ eventId, event, timestamp, payload }: Publication) {
  const attributes = {
    specversion: "1.0",
    id: eventId,
    type: event,
    source: `/external/${SOURCE_ID}`,
    time: timestamp,
    datacontenttype: "application/json",
  };
  const head = JSON.stringify(attributes);
  return { contentType: "application/cloudevents+json", body: `${head.slice(0, -1)},"data":${payload}}` };
}

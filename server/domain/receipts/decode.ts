import type { Preset } from "#schemas/preset.ts";
import type { SourceConfiguration } from "#schemas/source-configuration.ts";
import { decodePublish } from "./decode-publish.ts";
import { decodeWebhook } from "./decode-webhook.ts";
import type { DecodedRequest } from "./event-draft.ts";

/** As much of a source as decoding needs. */
export interface DecodedSource {
  readonly key: string;
  readonly preset: Preset;
  readonly configuration: Pick<SourceConfiguration, "mapping">;
}

/** A request as decoding sees it. */
export interface ReceivedRequest {
  /** By lower-case name, credentials redacted. */
  readonly headers: Readonly<Record<string, string>>;
  /** Without its compression. */
  readonly body: Uint8Array;
  /** RFC 3339: the time of events that say none of their own. */
  readonly receivedAt: string;
}

/** What decoding cannot do, or know, by itself. */
export interface DecodeTools {
  /** SHA-256 of the text's UTF-8, in hexadecimal. */
  readonly sha256: (text: string) => string;
  /** Keys of the webhook sources, whose event ids nobody else may use. */
  readonly reservedKeys: ReadonlySet<string>;
}

/**
 * Reads the items of a request. Pure, so a receipt that is processed again gives the same items as long as the
 * source's mapping and `reservedKeys` are the same: a webhook source that was added since takes the event ids that
 * begin with its key.
 */
export function decode(source: DecodedSource, request: ReceivedRequest, tools: DecodeTools): DecodedRequest {
  return source.preset === "native" ? decodePublish(request, tools) : decodeWebhook(source, request, tools);
}

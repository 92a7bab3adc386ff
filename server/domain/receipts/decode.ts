import type { Preset } from "#schemas/source.ts";
import { decodeGithub, type WebhookRequest } from "./decode-github.ts";
import { decodeNative } from "./decode-native.ts";
import type { DecodedItem } from "./event-draft.ts";

/**
 * Reads the items of a request. Pure, so a receipt that is processed again gives the same items as long as
 * `reservedKeys` are the same: a webhook source that was added since takes the event ids that begin with its key.
 *
 * @param preset how the source's requests are read
 * @param reservedKeys keys of the webhook sources
 */
export function decode(
  preset: Preset,
  request: WebhookRequest,
  reservedKeys: ReadonlySet<string>,
): readonly DecodedItem[] {
  switch (preset) {
    case "native":
      return [decodeNative(request.body, reservedKeys)];
    case "github":
      return [decodeGithub(request)];
  }
}

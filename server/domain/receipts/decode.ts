import type { Preset } from "#schemas/source.ts";
import { decodeGithub, type WebhookRequest } from "./decode-github.ts";
import { decodeNative } from "./decode-native.ts";
import type { DecodedItem } from "./event-draft.ts";

/**
 * Reads the items of an accepted request. Pure: a receipt that is processed again gives the same items.
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

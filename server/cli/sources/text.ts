import { isPreset, presetDefinition } from "#schemas/preset.ts";

/** What a source's provider is called. A preset of a later version is called by its key. */
export function providerOf(preset: string): string {
  return isPreset(preset) ? presetDefinition(preset).title : preset;
}

/** Where a source's requests go; null for publishers, who have the API. */
export function webhookUrl(
  baseUrl: string,
  { key, preset }: { readonly key: string; readonly preset: string },
) {
  return preset === "native" ? null : `${baseUrl}/api/webhooks/${key}`;
}

/** Under a secret that is shown. */
export const SHOWN_ONCE = "The secret is shown this once. Nobody can read it again, only replace it.";

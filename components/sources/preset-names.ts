import type { SelectGroup } from "#components/ui/select.tsx";
import {
  isPreset,
  isWebhookPreset,
  presetDefinition,
  WEBHOOK_PRESETS,
  type WebhookPreset,
} from "#schemas/preset.ts";

/** Presets that are no provider's: what standards and programs of one's own send. */
const GENERIC: ReadonlySet<string> = new Set<WebhookPreset>([
  "standard_webhooks",
  "http_signature",
  "hmac",
  "basic",
  "bearer",
  "api_key",
  "jwt",
  "ip_allow_list",
]);

/** The title of a preset; the name itself of one that this version does not know. */
export function presetTitle(name: string): string {
  return isPreset(name) ? presetDefinition(name).title : name;
}

/** The provider in a sentence, without what a title adds in brackets; null where the preset is no provider's. */
export function providerOf(preset: string): string | null {
  return GENERIC.has(preset) ? null : presetTitle(preset).replace(/ \(.*\)$/, "");
}

const OPTIONS = Object.keys(WEBHOOK_PRESETS)
  .filter(isWebhookPreset)
  .map((value) => ({ value, label: presetTitle(value) }));

/** Every preset to choose from: providers by the alphabet, then the rest in the order of the table of presets. */
export const PRESET_OPTIONS: readonly SelectGroup<WebhookPreset>[] = [
  {
    label: "Providers",
    items: OPTIONS.filter(({ value }) => !GENERIC.has(value)).sort((a, b) =>
      a.label.localeCompare(b.label, "en"),
    ),
  },
  { label: "Any other sender", items: OPTIONS.filter(({ value }) => GENERIC.has(value)) },
];

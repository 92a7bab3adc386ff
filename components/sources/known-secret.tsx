import { RichText } from "#components/reference/rich-text.tsx";
import { isPreset, presetDefinition } from "#schemas/preset.ts";
import type { SourceRow } from "./rows.ts";

/** A secret is not shown a second time: what it is, and what to do when it is lost. */
export function KnownSecret({ source: { key, preset } }: { readonly source: SourceRow }) {
  return (
    <p className="text-muted">
      {isPreset(preset) ? <RichText text={`${presetDefinition(preset).secret} `} /> : null}
      It was shown or pasted when the source was made, and is not shown again. If it is lost, give the source
      another one, with the REST API or with{" "}
      <code className="inline-block font-mono text-xs wrap-anywhere">tidings sources rotate {key}</code>.
    </p>
  );
}

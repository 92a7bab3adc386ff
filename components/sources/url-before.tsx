import { CopyLine } from "#components/identity/copy-line.tsx";
import { needsPastedSecret, sourceKey } from "#schemas/source.ts";
import { providerOf } from "./preset-names.ts";
import { addressOf } from "./source-address.ts";
import { type SourceDraft, sourceOf } from "./source-draft.ts";

interface UrlBeforeProps {
  readonly draft: SourceDraft;
  readonly publicUrl: string;
}

/** The URL that the source will have: some providers ask for it before they give the secret that the form needs. */
export function UrlBefore({ draft, publicUrl }: UrlBeforeProps) {
  const { key, preset } = sourceOf(draft);
  const provider = providerOf(preset);
  if (provider === null || !needsPastedSecret(preset) || !sourceKey.safeParse(key).success) return null;
  return (
    <div>
      <p className="text-xs font-medium">URL</p>
      <CopyLine text={addressOf(publicUrl, { preset, key })} what="URL" className="mt-1" />
      <p className="mt-1 text-xs text-muted">
        If {provider} gives the secret only after a URL is entered there, enter this one first.
      </p>
    </div>
  );
}

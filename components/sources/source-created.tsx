import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { ShownOnce } from "#components/identity/shown-once.tsx";
import { RichText } from "#components/reference/rich-text.tsx";
import { buttonStyle } from "#components/ui/button.tsx";
import { isWebhookPreset, presetDefinition } from "#schemas/preset.ts";
import { needsPastedSecret } from "#schemas/source.ts";
import { ConnectSteps } from "./connect-steps.tsx";
import { providerOf } from "./preset-names.ts";
import type { CreatedSource } from "./rows.ts";

interface SourceCreatedProps {
  readonly source: CreatedSource;
  readonly publicUrl: string;
}

/** What is left to do on the other side, and the only time that a generated secret is shown. */
export function SourceCreated({ source, publicUrl }: SourceCreatedProps) {
  const { key, name, preset } = source;
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="flex items-center gap-2 text-base font-semibold">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-success" />
        <span className="min-w-0 break-words">
          {name} is ready. Now connect {providerOf(preset) ?? "the sender"}
        </span>
      </p>
      <ConnectSteps source={source} publicUrl={publicUrl} secret={<Secret source={source} />} />
      <div className="flex flex-wrap gap-2">
        <Link
          href={`/events?source=${encodeURIComponent(key)}`}
          className={buttonStyle({ variant: "primary" })}
        >
          Look for its events
        </Link>
        <Link href="/sources" className={buttonStyle()}>
          Back to the sources
        </Link>
      </div>
    </div>
  );
}

function Secret({ source: { preset, generatedSecret } }: { readonly source: CreatedSource }) {
  if (!isWebhookPreset(preset)) return null;
  if (generatedSecret !== null) {
    return (
      <ShownOnce secret={generatedSecret} what="secret" testId="source-secret">
        <RichText text={presetDefinition(preset).secret} />
      </ShownOnce>
    );
  }
  return (
    <p className="text-muted">
      The one that you pasted.{" "}
      {needsPastedSecret(preset) ? (
        <RichText text={presetDefinition(preset).secret} />
      ) : (
        "A sender that has it already keeps it."
      )}
    </p>
  );
}

import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { ShownOnce } from "#components/identity/shown-once.tsx";
import { buttonStyle } from "#components/ui/button.tsx";
import { GithubSteps } from "./github-steps.tsx";
import type { CreatedSource } from "./rows.ts";
import { addressOf } from "./source-address.ts";

interface SourceCreatedProps {
  readonly source: CreatedSource;
  readonly publicUrl: string;
}

/** What is left to do on the other side, and the only time that a generated secret is shown. */
export function SourceCreated({ source, publicUrl }: SourceCreatedProps) {
  const { key, name, generatedSecret } = source;
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="flex items-center gap-2 text-base font-semibold">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-success" />
        {name} is ready. Now connect GitHub
      </p>
      <GithubSteps
        url={addressOf(publicUrl, { preset: "github", key })}
        secret={generatedSecret === null ? <Pasted /> : <Generated secret={generatedSecret} />}
      />
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

function Generated({ secret }: { readonly secret: string }) {
  return (
    <ShownOnce secret={secret} what="secret" testId="source-secret">
      GitHub signs each request with it, so that Tidings can tell that it comes from there.
    </ShownOnce>
  );
}

function Pasted() {
  return <p className="text-muted">The one that you pasted. A webhook that has it already keeps it.</p>;
}

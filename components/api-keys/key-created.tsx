import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { CopyLine } from "#components/identity/copy-line.tsx";
import { ShownOnce } from "#components/identity/shown-once.tsx";
import { buttonStyle } from "#components/ui/button.tsx";
import { keyMay } from "#schemas/api-key.ts";
import { curlExample } from "./curl-example.ts";
import type { CreatedApiKey } from "./rows.ts";
import { SCOPE_WORDS } from "./scopes.ts";

interface KeyCreatedProps {
  readonly created: CreatedApiKey;
  readonly publicUrl: string;
  readonly sourceHref: string;
}

/** The only time that the key is shown. */
export function KeyCreated({ created, publicUrl, sourceHref }: KeyCreatedProps) {
  return (
    <div className="flex flex-col gap-4">
      <p role="status" className="flex items-center gap-2 text-base font-semibold">
        <CircleCheck aria-hidden className="size-4 shrink-0 text-success" />
        The key {created.name} is ready
      </p>
      <ShownOnce secret={created.key} what="key" testId="api-key">
        Whoever has it can {created.scopes.map((scope) => SCOPE_WORDS[scope].verb).join(" and ")}. Keep it
        where its system keeps its other secrets.
      </ShownOnce>
      <div>
        <p className="font-medium">Try it</p>
        <p className="mt-1 text-muted">
          {keyMay(created.scopes, "publish")
            ? "This publishes one event. The answer is 202 with the id of the receipt; sending it again is harmless."
            : "This lists the newest events."}
        </p>
        <CopyLine
          text={curlExample(created, publicUrl)}
          what="example"
          testId="curl-example"
          className="mt-2 bg-surface"
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Link href={sourceHref} className={buttonStyle({ variant: "primary" })}>
          Back to the keys
        </Link>
        <Link href="/events" className={buttonStyle()}>
          Look at the events
        </Link>
      </div>
    </div>
  );
}

import { TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { CopyLine } from "#components/identity/copy-line.tsx";
import { isLoopback } from "./source-address.ts";

interface GithubStepsProps {
  readonly url: string;
  /** What to put into GitHub's field Secret. */
  readonly secret: ReactNode;
}

/** What to do on GitHub's side, in the order of its form (docs.github.com, "Creating webhooks"). */
export function GithubSteps({ url, secret }: GithubStepsProps) {
  return (
    <ol className="flex list-decimal flex-col gap-3 pl-5 marker:text-muted">
      <li>
        On GitHub, open the repository or the organisation, then <b>Settings → Webhooks → Add webhook</b>.
      </li>
      <li>
        <b>Payload URL</b>
        <CopyLine text={url} what="payload URL" testId="payload-url" className="mt-1" />
        {isLoopback(url) ? <Unreachable /> : null}
      </li>
      <li>
        <b>Content type</b>: choose <code className="font-mono text-xs">application/json</code>.
      </li>
      <li>
        <b>Secret</b>
        <div className="mt-1">{secret}</div>
      </li>
      <li>
        Choose which events to send, and press <b>Add webhook</b>. GitHub sends a ping at once: it appears
        here as the event <code className="font-mono text-xs">github.ping</code>.
      </li>
    </ol>
  );
}

function Unreachable() {
  return (
    <p className="mt-1 flex items-start gap-1.5 text-xs text-warning">
      <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
      <span>
        GitHub cannot reach this address: it leads to your own machine. Give Tidings a public one, in
        TIDINGS_PUBLIC_URL, or replace its beginning with that of a tunnel.
      </span>
    </p>
  );
}

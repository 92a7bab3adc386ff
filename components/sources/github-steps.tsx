import type { ReactNode } from "react";
import { CopyLine } from "#components/identity/copy-line.tsx";
import { Steps } from "./steps.tsx";
import { Unreachable } from "./unreachable.tsx";

interface GithubStepsProps {
  readonly url: string;
  /** What to put into GitHub's field Secret. */
  readonly secret: ReactNode;
}

/** What to do on GitHub's side, in the order of its form (docs.github.com, "Creating webhooks"). */
export function GithubSteps({ url, secret }: GithubStepsProps) {
  return (
    <Steps>
      <li>
        On GitHub, open the repository or the organisation, then <b>Settings → Webhooks → Add webhook</b>.
      </li>
      <li>
        <b>Payload URL</b>
        <CopyLine text={url} what="payload URL" testId="payload-url" className="mt-1" />
        <Unreachable url={url} provider="GitHub" />
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
    </Steps>
  );
}

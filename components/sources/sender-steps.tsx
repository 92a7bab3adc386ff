import type { ReactNode } from "react";
import { CopyLine } from "#components/identity/copy-line.tsx";
import { providerOf } from "./preset-names.ts";
import type { ConnectedSource } from "./rows.ts";
import { SettingStep } from "./setting-step.tsx";
import { Steps } from "./steps.tsx";
import { Unreachable } from "./unreachable.tsx";

interface SenderStepsProps {
  readonly source: ConnectedSource;
  readonly url: string;
  /** What the sender needs to know of the secret; null when it has none. */
  readonly secret: ReactNode;
}

/** What to do on the side of any sender, in words that fit all of them. */
export function SenderSteps({ source, url, secret }: SenderStepsProps) {
  const provider = providerOf(source.preset);
  return (
    <Steps>
      <li>
        {provider === null
          ? "Have the sender POST its events as JSON."
          : `In ${provider}, add a webhook or open the one that you have. It may be called an endpoint, a subscription or a destination there.`}
      </li>
      <li>
        <b>URL</b>
        <CopyLine text={url} what="URL" testId="payload-url" className="mt-1" />
        <Unreachable url={url} provider={provider} />
      </li>
      <SettingStep source={source} />
      {secret === null ? null : (
        <li>
          <b>Secret</b>
          <div className="mt-1">{secret}</div>
        </li>
      )}
      <li>
        {provider === null ? "Send an event" : "Choose which events to send, save, and send a test event"}. It
        appears under Events. A request that is refused appears under Receipts, with the reason.
      </li>
    </Steps>
  );
}

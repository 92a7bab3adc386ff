import type { ReactNode } from "react";
import { GithubSteps } from "./github-steps.tsx";
import type { ConnectedSource } from "./rows.ts";
import { SenderSteps } from "./sender-steps.tsx";
import { addressOf } from "./source-address.ts";

interface ConnectStepsProps {
  readonly source: ConnectedSource;
  readonly publicUrl: string;
  /** What to say about the secret, where the preset has one. */
  readonly secret: ReactNode;
}

/** How to make the other side send to a source. */
export function ConnectSteps({ source, publicUrl, secret }: ConnectStepsProps) {
  const url = addressOf(publicUrl, source);
  if (source.preset === "github") return <GithubSteps url={url} secret={secret} />;
  return <SenderSteps source={source} url={url} secret={source.preset === "ip_allow_list" ? null : secret} />;
}

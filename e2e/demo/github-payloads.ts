import examples from "@octokit/webhooks-examples" with { type: "json" };

/** One webhook as GitHub would send it. */
export interface GithubPayload {
  readonly event: string;
  readonly body: string;
}

/** The 329 payloads that GitHub's own documentation and users recorded. */
export function githubPayloads(): GithubPayload[] {
  return examples.flatMap(({ name, examples: payloads }) =>
    payloads.map((payload) => ({ event: name, body: JSON.stringify(payload) })),
  );
}

import type { Outputs } from "#components/trpc/client.ts";

export type SourceRow = Outputs["sources"]["list"][number];

/** A source that was just made. */
export interface CreatedSource {
  readonly id: string;
  readonly key: string;
  readonly name: string;
  /** Shown this once; null when the secret was pasted. */
  readonly generatedSecret: string | null;
}

import type { Outputs } from "#components/trpc/client.ts";
import type { SourceOverrides } from "#schemas/source-configuration.ts";

export type SourceRow = Outputs["sources"]["list"][number];

/** What the steps of connecting a source depend on. */
export interface ConnectedSource {
  readonly key: string;
  readonly preset: string;
  readonly configuration: Pick<SourceOverrides, "verification" | "allowedAddresses">;
}

/** A source that was just made. */
export interface CreatedSource extends ConnectedSource {
  readonly name: string;
  /** Shown this once; null when the secret was pasted, or there is none. */
  readonly generatedSecret: string | null;
}

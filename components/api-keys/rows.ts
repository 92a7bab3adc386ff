import type { Outputs } from "#components/trpc/client.ts";
import type { ApiKeyScope } from "#schemas/api-key.ts";

export type ApiKeyRow = Outputs["apiKeys"]["list"]["rows"][number];

/** A key that was just made; `key` is shown this once. */
export interface CreatedApiKey {
  readonly id: string;
  readonly name: string;
  readonly key: string;
  readonly scopes: readonly ApiKeyScope[];
  /** RFC 3339. */
  readonly createdAt: string;
}

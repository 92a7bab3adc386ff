import type { ApiKeyScope } from "#schemas/api-key.ts";
import { createdKey } from "../api/representations.ts";
import type { Cli } from "../cli.ts";
import { facts } from "../present/table.ts";
import { type CommandResult, done } from "../result.ts";

export interface CreateKeyInput {
  readonly name: string;
  readonly scope: readonly ApiKeyScope[];
}

export async function createKey({ client }: Cli, { name, scope }: CreateKeyInput): Promise<CommandResult> {
  const answer = await client.call("POST /keys", createdKey, { body: { name, scopes: scope } });
  if (answer.outcome === "failed") return answer;
  const { id, key, scopes } = answer.value;
  const text = facts([
    ["key", key],
    ["may", scopes.join(", ")],
    ["id", id],
  ]);
  return done(answer.value, `${text}\nThe key is shown this once. Nobody can read it again, only revoke it.`);
}

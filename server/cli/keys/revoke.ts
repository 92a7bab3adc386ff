import { noContent } from "../api/representations.ts";
import type { Cli } from "../cli.ts";
import { type CommandResult, done } from "../result.ts";

export async function revokeKey({ client }: Cli, { id }: { readonly id: string }): Promise<CommandResult> {
  const answer = await client.call(`DELETE /keys/${id}`, noContent);
  if (answer.outcome === "failed") return answer;
  return done({ id, revoked: true }, `The key ${id} is revoked.`);
}

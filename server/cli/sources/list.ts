import { sourceList } from "../api/representations.ts";
import type { Cli } from "../cli.ts";
import { table } from "../present/table.ts";
import { type CommandResult, done } from "../result.ts";
import { providerOf } from "./text.ts";

const HEAD = [
  { title: "KEY" },
  { title: "NAME", cuttable: true },
  { title: "PROVIDER", cuttable: true },
  { title: "STATE" },
];

export async function listSources({ client, shell }: Cli): Promise<CommandResult> {
  const answer = await client.call("GET /sources", sourceList);
  if (answer.outcome === "failed") return answer;
  const rows = answer.value.items.map(({ key, name, preset, enabled }) => [
    key,
    name,
    providerOf(preset),
    enabled ? "enabled" : "disabled",
  ]);
  return done(answer.value, table(HEAD, rows, shell.columns));
}

import { readPages } from "../api/pages.ts";
import { apiKey } from "../api/representations.ts";
import type { Cli } from "../cli.ts";
import { localTime } from "../present/local-time.ts";
import { table } from "../present/table.ts";
import { type CommandResult, done } from "../result.ts";

/** An installation has tens; more than these would be scrolled past. */
const MOST_KEYS = 1_000;

const HEAD = [
  { title: "ID" },
  { title: "NAME", cuttable: true },
  { title: "BEGINS" },
  { title: "MAY" },
  { title: "MADE" },
  { title: "REVOKED" },
];

export async function listKeys({ client, shell }: Cli): Promise<CommandResult> {
  const answer = await readPages(client, "GET /keys", apiKey, { query: {}, mostRows: MOST_KEYS });
  if (answer.outcome === "failed") return answer;
  const rows = answer.value.map(({ id, name, prefix, scopes, createdAt, revokedAt }) => [
    id,
    name,
    prefix,
    scopes.join(" "),
    localTime(createdAt),
    localTime(revokedAt),
  ]);
  return done({ items: answer.value }, table(HEAD, rows, shell.columns));
}

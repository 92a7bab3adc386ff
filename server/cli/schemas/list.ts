import { readPages } from "../api/pages.ts";
import type { Cli } from "../cli.ts";
import { table } from "../present/table.ts";
import { type CommandResult, done } from "../result.ts";
import { subjectSummary } from "./answers.ts";

/** More are looked for by their names. */
const MOST_ROWS = 10_000;

const HEAD = [
  { title: "EVENTS" },
  { title: "VERSIONS" },
  { title: "LATEST" },
  { title: "DEFAULT" },
  { title: "COMPATIBILITY" },
];

/** Event names that have schemas. */
export async function listSchemas({ client, shell }: Cli): Promise<CommandResult> {
  const answer = await readPages(client, "GET /schemas", subjectSummary, { query: {}, mostRows: MOST_ROWS });
  if (answer.outcome === "failed") return answer;
  const rows = answer.value.map(({ pattern, versions, latestVersion, defaultVersion, ownCompatibility }) => [
    pattern,
    String(versions),
    latestVersion ?? "-",
    defaultVersion ?? "-",
    ownCompatibility ?? "-",
  ]);
  return done({ items: answer.value }, table(HEAD, rows, shell.columns));
}

import { pageLimit, readPages } from "../api/pages.ts";
import { type PatternExplanation, patternExplanation } from "../api/representations.ts";
import type { Cli } from "../cli.ts";
import { table } from "../present/table.ts";
import { type CommandResult, done } from "../result.ts";

export interface ExplainInput {
  readonly eventId: string;
  readonly by: "eventId" | "id";
  readonly show: "all" | "matched" | "unmatched";
  readonly pattern?: string | undefined;
  /** Rows, at most. */
  readonly limit: number;
}

const HEAD = [
  { title: "PATTERN", cuttable: true },
  { title: "VERSION" },
  { title: "LIVE" },
  { title: "MATCHES" },
  { title: "WHY", cuttable: true },
];

/** A differing record is what people look for: it is said in place of the clause that matches or fails today. */
export async function explain({ client, shell }: Cli, input: ExplainInput): Promise<CommandResult> {
  const { eventId, by, show, pattern: patternId, limit: mostRows } = input;
  const operation = `GET /events/${encodeURIComponent(eventId)}/explanations`;
  const query = { by, show, patternId, limit: pageLimit(mostRows) };
  const answer = await readPages(client, operation, patternExplanation, { query, mostRows });
  if (answer.outcome === "failed") return answer;
  return done({ items: answer.value }, table(HEAD, answer.value.map(rowOf), shell.columns));
}

function rowOf({ name, version, live, explanation, message, recorded }: PatternExplanation): string[] {
  const matches = explanation.outcome === "matched" ? "yes" : "no";
  const why = recorded === null || recorded.agrees ? message : recorded.message;
  return [name, String(version), live ? "yes" : "no", matches, why];
}

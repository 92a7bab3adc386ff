import { pageLimit, readPages } from "../api/pages.ts";
import { receiptSummary } from "../api/representations.ts";
import type { Cli } from "../cli.ts";
import { localTime } from "../present/local-time.ts";
import { table } from "../present/table.ts";
import { type CommandResult, done } from "../result.ts";

export interface ListReceiptsInput {
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
  readonly source?: string | undefined;
  /** Rows, at most. */
  readonly limit: number;
}

const HEAD = [
  { title: "ID" },
  { title: "RECEIVED" },
  { title: "SOURCE", cuttable: true },
  { title: "STATUS" },
  { title: "OUTCOME" },
  { title: "REASON", cuttable: true },
];

export async function listReceipts({ client, shell }: Cli, input: ListReceiptsInput): Promise<CommandResult> {
  const { limit: mostRows, ...filter } = input;
  const query = { ...filter, limit: pageLimit(mostRows) };
  const answer = await readPages(client, "GET /receipts", receiptSummary, { query, mostRows });
  if (answer.outcome === "failed") return answer;
  const rows = answer.value.map(({ id, receivedAt, source, status, outcome, reason }) => [
    id,
    localTime(receivedAt),
    source,
    String(status),
    outcome,
    reason ?? "-",
  ]);
  return done({ items: answer.value }, table(HEAD, rows, shell.columns));
}

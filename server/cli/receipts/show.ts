import { type ReceiptAnswer, receipt } from "../api/representations.ts";
import type { Cli } from "../cli.ts";
import { escapeLines } from "../present/escape.ts";
import { localTime } from "../present/local-time.ts";
import { facts, table } from "../present/table.ts";
import { type CommandResult, done } from "../result.ts";

const ITEMS_HEAD = [
  { title: "ITEM" },
  { title: "OUTCOME" },
  { title: "EVENT" },
  { title: "WHY", cuttable: true },
];

export async function showReceipt(
  { client, shell }: Cli,
  { id }: { readonly id: string },
): Promise<CommandResult> {
  const answer = await client.call(`GET /receipts/${id}`, receipt);
  if (answer.outcome === "failed") return answer;
  return done(answer.value, textOf(answer.value, shell.columns));
}

function textOf(shown: ReceiptAnswer, columns: number | null): string {
  const { headers, items, bodyText, bodyShownBytes, bodyBytes } = shown;
  const size = bodyText === null ? `${bodyBytes} bytes, not kept` : sizeOf(bodyShownBytes, bodyBytes);
  const headerPairs = Object.entries(headers).map(([name, value]) => [`${name}:`, value] as const);
  return [
    head(shown),
    ...(items.length === 0 ? [] : ["", itemsTable(items, columns)]),
    ...(headerPairs.length === 0 ? [] : ["", "headers", indented(facts(headerPairs))]),
    "",
    `body (${size})`,
    ...(bodyText === null ? [] : [escapeLines(bodyText, "  ")]),
  ].join("\n");
}

function head(shown: ReceiptAnswer): string {
  const {
    id,
    receivedAt,
    processedAt,
    source,
    method,
    path,
    remoteAddress,
    status,
    outcome,
    reason,
    detail,
  } = shown;
  return facts([
    ["receipt", id],
    ["received", localTime(receivedAt)],
    ["from", remoteAddress ?? "-"],
    ["request", `${method} ${path}`],
    ["source", source],
    ["answered", String(status)],
    ["outcome", reason === null ? outcome : `${outcome}: ${reason}`],
    ...(detail === null ? [] : [["why", detail.message] as const]),
    ["processed", localTime(processedAt)],
  ]);
}

function itemsTable(items: ReceiptAnswer["items"], columns: number | null): string {
  const rows = items.map(({ item, outcome, eventId, reason, detail }) => [
    String(item),
    outcome,
    eventId ?? "-",
    detail?.message ?? reason ?? "-",
  ]);
  return table(ITEMS_HEAD, rows, columns);
}

function sizeOf(shownBytes: number, bytes: number): string {
  return shownBytes < bytes ? `the first ${shownBytes} of ${bytes} bytes` : `${bytes} bytes`;
}

function indented(text: string): string {
  return text.replaceAll(/^/gm, "  ");
}

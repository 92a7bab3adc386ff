import { type HttpRequest, sendHttp } from "../api/http.ts";
import { adviceFor, detailsOf, problemFailure, readProblem } from "../api/problem-failure.ts";
import type { Cli } from "../cli.ts";
import { EXIT } from "../exit-codes.ts";
import { facts } from "../present/table.ts";
import { type CommandResult, done } from "../result.ts";

/** Names the receipt of every request that left one. */
const RECEIPT_HEADER = "tidings-receipt-id";

export interface Delivery {
  readonly url: string;
  readonly request: HttpRequest;
  /** What it is, for the report. */
  readonly sent: Readonly<Record<string, string>>;
}

/** Sends an event and says what it was answered. A refusal is an answer, with a receipt that says why. */
export async function deliver({ shell }: Cli, { url, request, sent }: Delivery): Promise<CommandResult> {
  const answer = await sendHttp(url, request, shell.stopped);
  if (answer.outcome === "failed") return answer;
  const { status, headers, body } = answer;
  const receiptId = headers.get(RECEIPT_HEADER);
  const problem = status >= 400 ? readProblem(body) : null;
  if (status >= 500 || (status >= 400 && problem === null)) {
    return problemFailure(status, body, headers.get("retry-after"));
  }
  const pairs = [
    ...Object.entries(sent),
    ["answered", `${status}${problem === null ? "" : ` ${problem.title}`}`] as const,
    ...(receiptId === null ? [] : [["receipt", receiptId] as const]),
    ...(problem === null ? [] : whyPairs(problem, receiptId)),
  ];
  const json = { ...sent, accepted: problem === null, status, receiptId, answer: body };
  return done(json, facts(pairs), problem === null ? EXIT.ok : EXIT.partlyRefused);
}

function whyPairs(problem: NonNullable<ReturnType<typeof readProblem>>, receiptId: string | null) {
  const { receiptId: _shown, requestId: _none, ...rest } = problem;
  const look = receiptId === null ? [] : [`See \`tidings receipts show ${receiptId}\`.`];
  return [
    ...detailsOf(rest).map((detail) => ["why", detail] as const),
    ...[adviceFor(problem), ...look]
      .filter((advice) => advice !== "")
      .map((advice) => ["to do", advice] as const),
  ];
}

import { pageLimit, readPages } from "../api/pages.ts";
import { receiptSummary, reverifications } from "../api/representations.ts";
import type { Cli } from "../cli.ts";
import { EXIT } from "../exit-codes.ts";
import { table } from "../present/table.ts";
import { type CommandResult, done, type Failed, usage } from "../result.ts";

/** What the server takes in one request. */
const RECEIPTS_PER_REQUEST = 100;

/** Of one command: what is left over is there for the next one. */
const MOST_RECEIPTS = 10_000;

/** Out of quarantine: to be processed, or found to hold no event. */
const RELEASED: ReadonlySet<string> = new Set(["requeued", "answered"]);

const HEAD = [{ title: "RECEIPT" }, { title: "OUTCOME" }, { title: "WHY", cuttable: true }];

export interface ReverifyInput {
  readonly receiptId: readonly string[];
  readonly source?: string | undefined;
  readonly reason?: string | undefined;
  readonly trust: boolean;
}

type Reverifications = readonly (typeof reverifications)["_output"]["items"][number][];

/** Has quarantined receipts looked at once more: those that are named, or all that the filters find. */
export async function reverify(cli: Cli, input: ReverifyInput): Promise<CommandResult> {
  const chosen = await choose(cli, input);
  if (chosen.outcome === "failed") return chosen;
  const items: Reverifications[number][] = [];
  for (let at = 0; at < chosen.ids.length; at += RECEIPTS_PER_REQUEST) {
    const receiptIds = chosen.ids.slice(at, at + RECEIPTS_PER_REQUEST);
    const body = { receiptIds, trust: input.trust };
    const answer = await cli.client.call("POST /receipts/reverify", reverifications, { body });
    if (answer.outcome === "failed") return afterSome(answer, items);
    items.push(...answer.value.items);
  }
  return present(cli, items);
}

type Choice = { readonly outcome: "chosen"; readonly ids: readonly string[] } | Failed;

async function choose({ client }: Cli, { receiptId, source, reason }: ReverifyInput): Promise<Choice> {
  const isFiltered = source !== undefined || reason !== undefined;
  if (receiptId.length > 0 && isFiltered) {
    return usage("Receipt ids and filters exclude each other.", "Give ids, or --source and --reason.");
  }
  if (receiptId.length > 0) return { outcome: "chosen", ids: [...new Set(receiptId)] };
  if (!isFiltered) {
    return usage(
      "There is nothing to reverify.",
      "Give receipt ids, or choose receipts by --source and --reason.",
    );
  }
  const query = { outcome: "quarantined", source, reason, limit: pageLimit(MOST_RECEIPTS) };
  const found = await readPages(client, "GET /receipts", receiptSummary, { query, mostRows: MOST_RECEIPTS });
  return found.outcome === "failed" ? found : { outcome: "chosen", ids: found.value.map(({ id }) => id) };
}

function present({ shell }: Cli, items: Reverifications): CommandResult {
  if (items.length === 0) return done({ items }, "No receipt in quarantine is like that.");
  const rows = items.map(({ receiptId, outcome, message }) => [receiptId, outcome, message ?? "-"]);
  const isComplete = items.every(({ outcome }) => RELEASED.has(outcome));
  return done({ items }, table(HEAD, rows, shell.columns), isComplete ? EXIT.ok : EXIT.partlyRefused);
}

/** What was released before stays released. */
function afterSome(failure: Failed, items: Reverifications): Failed {
  if (items.length === 0) return failure;
  const released = items.filter(({ outcome }) => RELEASED.has(outcome)).length;
  const before = `${released} of the ${items.length} receipts that were looked at before are out of quarantine.`;
  return { ...failure, details: [...failure.details, before] };
}

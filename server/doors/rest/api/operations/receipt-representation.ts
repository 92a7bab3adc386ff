import { z } from "zod";
import type { ReceiptDetail } from "#server/services/receipts/get.ts";
import type { ListReceiptsResult } from "#server/services/receipts/list.ts";
import { answerSchema } from "../named.ts";
import { violationSchema } from "../violation-schema.ts";
import { instant } from "./event-representation.ts";

const head = {
  id: z.uuid(),
  receivedAt: instant,
  door: z.string().describe("The protocol's entrance: `rest` or `webhook`; `correction`: a person wrote it."),
  source: z.string().describe("The key of the source that the request names, known or not."),
  method: z.string(),
  path: z.string(),
  bodyBytes: z.int().min(0),
  status: z.int().describe("The status that was answered."),
  outcome: z
    .string()
    .describe(
      "`pending`, `stored`, `duplicate`, `conflict`, `rejected`, `quarantined`, `answered` or `mixed`.",
    ),
  reason: z.string().nullable().describe("Why it was refused; the last part of the problem's `type`."),
  requests: z.int().min(1).describe("How many it stands for: more than one in a flood of refused requests."),
};

export const receiptSummarySchema = answerSchema("ReceiptSummary", z.strictObject(head));

const refusal = z
  .looseObject({ message: z.string() })
  .nullable()
  .describe(
    "The refusal in full: `message`, `pointer` to the place where there is one to name, and `errors` with everything that is wrong with an event that could be read.",
  );

const itemSchema = answerSchema(
  "ReceiptItem",
  z.strictObject({
    item: z.int().min(0).describe("Its place in the request, from 0."),
    outcome: z.string().describe("`stored`, `duplicate`, `conflict`, `rejected` or `quarantined`."),
    reason: z.string().nullable(),
    detail: refusal,
    id: z.uuid().nullable().describe("The log's id of its event, or of the one that was there before."),
    eventId: z.string().nullable(),
    pattern: z.string().nullable().describe("The event's name, where it could be read."),
    warnings: z.array(violationSchema).nullable().describe("What business rules that only warn say."),
    correctedBy: z.uuid().nullable().describe("The receipt of the last correction that was sent for it."),
  }),
);

export const receiptSchema = answerSchema(
  "Receipt",
  z.strictObject({
    ...head,
    sourceName: z.string().nullable(),
    remoteAddress: z.string().nullable(),
    headers: z.record(z.string(), z.string()).describe("By name in lower case; credentials are left out."),
    detail: refusal,
    failures: z.int().min(0).describe("How often processing it failed."),
    processedAt: instant.nullable(),
    corrects: z
      .strictObject({ receiptId: z.uuid(), item: z.int().min(0) })
      .nullable()
      .describe("The rejected item that it corrects."),
    bodyText: z.string().nullable().describe("The body's beginning as UTF-8; null when none was kept."),
    bodyShownBytes: z.int().min(0).describe("How much of the body that is."),
    items: z.array(itemSchema),
  }),
);

type Row = Extract<ListReceiptsResult, { outcome: "listed" }>["rows"][number];

export function summaryOf(row: Row): z.output<typeof receiptSummarySchema> {
  const { id, receivedAt, door, method, path, bodyBytes, status, outcome, reason, requests } = row;
  const source = row.sourceKey;
  return { id, receivedAt, door, source, method, path, bodyBytes, status, outcome, reason, requests };
}

/** The receipt as JSON text: `headers` and `detail` are stored as JSON and go in as they are. */
export function receiptText({ receipt, bodyText, bodyShownBytes, items }: ReceiptDetail): string {
  const { sourceName, remoteAddress, failures, processedAt, headers, detail } = receipt;
  const { correctsReceiptId: corrected, correctsItem } = receipt;
  const plain = {
    ...summaryOf(receipt),
    sourceName,
    remoteAddress,
    failures,
    processedAt,
    corrects: corrected === null ? null : { receiptId: corrected, item: correctsItem },
    bodyText,
    bodyShownBytes,
  };
  const itemTexts = items.map(({ detail: why, warnings, eventRowId, ...item }) =>
    withTexts({ ...item, id: eventRowId }, { detail: why, warnings }),
  );
  return withTexts(plain, { headers, detail, items: `[${itemTexts.join(",")}]` });
}

/** A non-empty object as JSON text, and members of which the JSON text is there already. */
function withTexts(plain: object, texts: Readonly<Record<string, string | null>>): string {
  const members = Object.entries(texts).map(([name, text]) => `${JSON.stringify(name)}:${text ?? "null"}`);
  return `${JSON.stringify(plain).slice(0, -1)},${members.join(",")}}`;
}

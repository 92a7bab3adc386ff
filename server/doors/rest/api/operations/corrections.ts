import { z } from "zod";
import { MAX_CORRECTION_CHARACTERS, receiptItemKey } from "#schemas/correction.ts";
import type { Refusal } from "#schemas/receipt.ts";
import { correctItem } from "#server/services/receipts/correct.ts";
import { getItemEvent } from "#server/services/receipts/get-item-event.ts";
import { type Answer, created, notFound, okText, refused } from "../answer.ts";
import { answerSchema, requestSchema } from "../named.ts";
import { NONE, operation } from "../operation.ts";

const ITEM = z.strictObject({
  id: receiptItemKey.shape.receiptId.describe("The receipt's id."),
  item: z.coerce
    .number()
    .pipe(receiptItemKey.shape.item)
    .describe("The item's place in the request, from 0."),
});

/** The members alone: what they hold is checked as that of any event (server/domain/validation/envelope.ts). */
const correctionSchema = requestSchema(
  "Correction",
  z
    .strictObject({
      eventId: z.string(),
      pattern: z.string(),
      version: z.string(),
      source: z.looseObject({}),
      timestamp: z.string(),
      payload: z.looseObject({}),
      metadata: z.looseObject({}).optional(),
    })
    .describe("The whole event, as it should have been: the specification's envelope."),
);

const correctionAccepted = answerSchema(
  "CorrectionAccepted",
  z.strictObject({
    receiptId: z.uuid().describe("The correction's own receipt: it is processed now."),
    receiptUrl: z.string(),
  }),
);

export const correctionOperations = [
  operation({
    method: "get",
    path: "/receipts/{id}/items/{item}/event",
    operationId: "getReceiptItemEvent",
    summary: "Read the event of an item",
    description:
      "The event that an item of a request was read as, and transformed to where its source does that: what a correction begins with. Numbers have the digits that were sent.",
    tag: "Receipts",
    scope: "read",
    params: ITEM,
    query: NONE,
    body: z.null(),
    success: {
      status: 200,
      description: "The event's envelope.",
      schema: answerSchema("ReceiptItemEvent", z.looseObject({ eventId: z.string(), pattern: z.string() })),
    },
    problems: [409],
    handle: async ({ ctx, params: { id: receiptId, item } }) => {
      const result = await getItemEvent({ ctx, input: { receiptId, item } });
      switch (result.outcome) {
        case "found":
          return okText(result.text);
        case "not_found":
          return notFound("item of a receipt");
        case "body_gone":
          return refused(409, "not_correctable", "The request's body is not kept any more.");
        case "unreadable":
          return refused(409, "not_correctable", `No event can be read from it. ${result.message}`);
      }
    },
  }),

  operation({
    method: "post",
    path: "/receipts/{id}/items/{item}/correction",
    operationId: "correctReceiptItem",
    summary: "Correct a rejected event",
    description:
      "Sends a corrected event for an item that was rejected, under its event id, or for one whose id another event has, under a new id. Its source stays. The correction is a request of its own, judged like any other: its receipt says what becomes of it.",
    tag: "Receipts",
    scope: "manage",
    params: ITEM,
    query: NONE,
    body: correctionSchema,
    bodyExample: {
      eventId: "order-17",
      pattern: "order.paid",
      version: "1.0",
      source: { type: "external", id: "shop" },
      timestamp: "2024-03-15T10:00:00Z",
      payload: { total: 12.5 },
    },
    // No character of UTF-8 takes less than a byte: what is within the one limit is within the other.
    maxBodyBytes: MAX_CORRECTION_CHARACTERS,
    success: {
      status: 201,
      description: "The correction's receipt.",
      schema: correctionAccepted,
      headers: ["Location"],
    },
    problems: [409],
    handle: async ({ ctx, params: { id: receiptId, item }, bodyText: event }) => {
      const result = await correctItem({ ctx, input: { receiptId, item, event } });
      switch (result.outcome) {
        case "accepted": {
          const receiptUrl = `/api/v1/receipts/${result.receiptId}`;
          return created({ receiptId: result.receiptId, receiptUrl }, receiptUrl);
        }
        case "not_found":
          return notFound("item of a receipt");
        case "not_correctable":
          return refused(409, "not_correctable", result.message);
        case "invalid":
          return invalidEvent(result.refusal);
      }
    },
  }),
];

function invalidEvent({ reason, message, pointer, errors }: Refusal): Answer {
  return refused(422, reason, message, { errors: errors ?? [{ pointer: pointer ?? "", message }] });
}

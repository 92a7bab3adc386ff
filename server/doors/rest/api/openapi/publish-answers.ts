import { z } from "zod";
import { answerSchema } from "../named.ts";

const receipt = {
  receiptId: z.uuid().describe("The receipt of the request."),
  receiptUrl: z.string().describe("Where the receipt says what became of the request."),
};

const verdictSchema = answerSchema(
  "PublishedItem",
  z.strictObject({
    item: z.int().min(0).describe("Its place in the request, from 0."),
    outcome: z.enum(["pending", "stored", "duplicate", "conflict", "rejected", "quarantined"]),
    eventId: z.string().nullable().describe("Null where it could not be read."),
    problem: z
      .strictObject({ type: z.string(), detail: z.string(), pointer: z.string().optional() })
      .optional()
      .describe("Why it was not stored."),
  }),
);

/** 202 to a publisher: what can be seen to be wrong of several events is said already. */
export const publishAcceptedSchema = answerSchema(
  "PublishAccepted",
  z.strictObject({ ...receipt, items: z.array(verdictSchema).optional() }),
);

/** 200 to a publisher who waited. */
export const publishedSchema = answerSchema(
  "Published",
  z.strictObject({ ...receipt, items: z.array(verdictSchema) }),
);

/** 202 to the sender of a webhook. */
export const webhookAcceptedSchema = answerSchema(
  "WebhookAccepted",
  z.strictObject({ receiptId: receipt.receiptId }),
);

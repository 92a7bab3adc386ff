import { z } from "zod";
import { previewSourceInput } from "#schemas/preview-source.ts";
import { type PreviewedItem, previewSource } from "#server/services/sources/preview.ts";
import { listWaiting } from "#server/services/sources/waiting.ts";
import { ok, okText } from "../answer.ts";
import { answerSchema, requestSchema } from "../named.ts";
import { NO_BODY, NONE, operation } from "../operation.ts";
import { instant } from "./event-representation.ts";

/** The body to try, as JSON text in JSON, and the configuration. */
const MAX_PREVIEW_BYTES = 3 * 1024 * 1024;

const previewSchema = requestSchema("Preview", previewSourceInput);

const refusalSchema = z.object({ reason: z.string(), message: z.string(), pointer: z.string().optional() });

const previewedEventSchema = z.strictObject({
  eventId: z.string(),
  pattern: z.string(),
  version: z.string(),
  timestamp: instant,
  timestampStated: z.boolean().describe("False: the request says no time, and that of its arrival is taken."),
});

const previewedItemSchema = answerSchema(
  "PreviewedItem",
  z.strictObject({
    outcome: z.enum(["event", "transformation_failed", "refused"]),
    event: previewedEventSchema.optional(),
    input: z.unknown().optional().describe("The payload as it came."),
    output: z.unknown().optional().describe("The payload as it would be stored."),
    error: z.string().optional().describe("What the transformation failed with."),
    refusal: refusalSchema.optional(),
  }),
);

const waitingSchema = answerSchema(
  "Waiting",
  z.strictObject({
    sourceId: z.uuid(),
    waiting: z.int(),
    more: z.boolean().describe("There are more than `waiting`."),
    oldestReceivedAt: instant,
    ageSeconds: z.int().describe("How long the oldest has waited."),
    perSecond: z.number().nullable().describe("The source's throttle; null: it has none."),
  }),
);

/** What helps to set a source up, and to see how it does. */
export const sourceToolOperations = [
  operation({
    method: "post",
    path: "/sources/preview",
    operationId: "previewSource",
    summary: "Try a configuration",
    description:
      "What a source with this configuration would make of a request: names, ids, times, and the payloads before and after the transformation. Verifies nothing and changes nothing.",
    tag: "Sources",
    scope: "manage",
    params: NONE,
    query: NONE,
    body: previewSchema,
    maxBodyBytes: MAX_PREVIEW_BYTES,
    bodyExample: {
      preset: "stripe",
      configuration: { transformation: "{ 'id': data.object.id }" },
      request: { headers: {}, body: '{"id":"evt_1","type":"invoice.paid","data":{"object":{"id":"in_1"}}}' },
    },
    success: {
      status: 200,
      description: "The events, or why there are none.",
      schema: answerSchema(
        "PreviewResult",
        z.strictObject({
          outcome: z.enum(["read", "refused"]),
          itemCount: z.int().optional(),
          items: z.array(previewedItemSchema).optional(),
          refusal: refusalSchema.optional(),
        }),
      ),
    },
    handle: async ({ ctx, body }) => {
      const preview = await previewSource({ ctx, input: body });
      if (preview.outcome === "refused") return ok(preview);
      const { itemCount, items } = preview;
      return okText(`{"outcome":"read","itemCount":${itemCount},"items":[${items.map(toText).join(",")}]}`);
    },
  }),

  operation({
    method: "get",
    path: "/sources/waiting",
    operationId: "listWaiting",
    summary: "See what waits",
    description: "Requests that were accepted and are not yet processed, by source, the longest wait first.",
    tag: "Sources",
    scope: "read",
    params: NONE,
    query: NONE,
    body: NO_BODY,
    success: {
      status: 200,
      description: "Sources with something waiting.",
      schema: answerSchema("WaitingList", z.strictObject({ items: z.array(waitingSchema) })),
    },
    handle: async ({ ctx }) => ok({ items: await listWaiting({ ctx }) }),
  }),
];

/** Payloads are put in as the texts that they are, so that their numbers keep their digits. */
function toText(item: PreviewedItem): string {
  if (item.outcome === "refused") return JSON.stringify(item);
  const { input, ...rest } = item;
  if (rest.outcome === "transformation_failed") return joined(rest, `"input":${input}`);
  const { output, ...event } = rest;
  return joined(event, `"input":${input},"output":${output}`);
}

function joined(members: object, texts: string): string {
  return `${JSON.stringify(members).slice(0, -1)},${texts}}`;
}

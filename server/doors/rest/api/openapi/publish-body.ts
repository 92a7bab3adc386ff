import type { OpenApiContent } from "#schemas/openapi.ts";
import { schemaRef } from "./schemas.ts";

/** The specification's own event ("Implementation Example"). */
const EXAMPLE = {
  eventId: "evt_123abc",
  pattern: "invoice.created",
  version: "1.0",
  source: { type: "integration", id: "xero_main" },
  timestamp: "2024-03-15T10:00:00Z",
  payload: { invoice_id: "INV-001", amount: 1500, customer_id: "CUST-123" },
  metadata: {
    correlationId: "corr_xyz789",
    causationId: "evt_abc456",
    context: { type: "client", id: "client_123" },
  },
};

const CLOUD_EVENT_EXAMPLE = {
  specversion: "1.0",
  id: "evt_123abc",
  type: "invoice.created",
  source: "/integration/xero_main",
  time: "2024-03-15T10:00:00Z",
  correlationid: "corr_xyz789",
  data: EXAMPLE.payload,
};

/** What can be published, by media type. */
export const PUBLISH_CONTENT: OpenApiContent = {
  "application/json": {
    schema: {
      oneOf: [
        schemaRef("PublishedEvent"),
        { type: "array", minItems: 1, items: schemaRef("PublishedEvent") },
      ],
    },
    examples: {
      one: { summary: "One event", value: EXAMPLE },
      many: { summary: "Several events", value: [EXAMPLE, { ...EXAMPLE, eventId: "evt_124abc" }] },
    },
  },
  "application/x-ndjson": {
    schema: { type: "string", description: "One event a line, each judged by itself." },
    examples: {
      lines: { summary: "Two lines", value: `${JSON.stringify(EXAMPLE)}\n${JSON.stringify(EXAMPLE)}\n` },
    },
  },
  "application/cloudevents+json": {
    schema: schemaRef("CloudEvent"),
    examples: { structured: { summary: "One CloudEvent", value: CLOUD_EVENT_EXAMPLE } },
  },
  "application/cloudevents-batch+json": {
    schema: { type: "array", items: schemaRef("CloudEvent") },
    examples: { batch: { summary: "A batch of CloudEvents", value: [CLOUD_EVENT_EXAMPLE] } },
  },
};

import type { Envelope } from "#schemas/envelope.ts";

/** The specification's own event ("Implementation Example"), to the letter. */
export const SPECIFICATION_EXAMPLE: Envelope = {
  eventId: "evt_123abc",
  pattern: "invoice.created",
  version: "1.0",
  source: { type: "integration", id: "xero_main" },
  timestamp: "2024-03-15T10:00:00Z",
  payload: { invoice_id: "INV-001", amount: 1500.0, customer_id: "CUST-123" },
  metadata: {
    correlationId: "corr_xyz789",
    causationId: "evt_abc456",
    context: { type: "client", id: "client_123" },
  },
};

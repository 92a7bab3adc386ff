import type { CreatedApiKey } from "./rows.ts";

/** A command for a shell that publishes an event of this key's own: the same one each time that it is run. */
export function curlExample({ id, key, createdAt }: CreatedApiKey, publicUrl: string): string {
  const event = `{
  "eventId": "evt_${id}",
  "pattern": "invoice.created",
  "version": "1.0",
  "source": { "type": "external", "id": "curl" },
  "timestamp": "${createdAt}",
  "payload": { "invoice_id": "INV-001", "amount": 1500.00 }
}`;
  return [
    `curl ${new URL("/api/v1/events", publicUrl).href} \\`,
    `  -H "Authorization: Bearer ${key}" \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '${event}'`,
  ].join("\n");
}

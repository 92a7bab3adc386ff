import { keyMay } from "#schemas/api-key.ts";
import type { CreatedApiKey } from "./rows.ts";

/**
 * A command for a shell that tries the key: it publishes an event of the key's own, the same one each time that it is
 * run. A key that may only read lists events instead.
 */
export function curlExample({ id, key, scopes, createdAt }: CreatedApiKey, publicUrl: string): string {
  const url = new URL("/api/v1/events", publicUrl).href;
  const authorization = `-H "Authorization: Bearer ${key}"`;
  if (!keyMay(scopes, "publish")) return `curl ${url} \\\n  ${authorization}`;
  const event = `{
  "eventId": "evt_${id}",
  "pattern": "invoice.created",
  "version": "1.0",
  "source": { "type": "external", "id": "curl" },
  "timestamp": "${createdAt}",
  "payload": { "invoice_id": "INV-001", "amount": 1500.00 }
}`;
  return [
    `curl ${url} \\`,
    `  ${authorization} \\`,
    `  -H "Content-Type: application/json" \\`,
    `  -d '${event}'`,
  ].join("\n");
}

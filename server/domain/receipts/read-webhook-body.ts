import { scanJson } from "#schemas/json/scan.ts";
import { parseMediaType } from "#schemas/media-type.ts";
import { readForm } from "./read-form.ts";
import { type JsonBody, type RefusedBody, readJson, refuseBody, refuseScan } from "./read-json.ts";

const FORM = "application/x-www-form-urlencoded";

/** A field that GitHub and Slack send JSON in, as the only one of a form. */
const JSON_FIELD = "payload";

export function isForm(contentType: string | undefined): boolean {
  return parseMediaType(contentType ?? "")?.type === FORM;
}

/**
 * The JSON of a webhook's body: the body itself, or of a form the object of its fields. A form whose only field is
 * `payload` with a JSON object in it is that object.
 */
export function readWebhookBody(body: Uint8Array, contentType: string | undefined): JsonBody | RefusedBody {
  if (!isForm(contentType)) return readJson(body);
  const form = readForm(body);
  if (form.outcome === "refused") return refuseBody("unreadable_body", form.message);
  const { fields } = form;
  const only = fields.size === 1 ? fields.get(JSON_FIELD) : undefined;
  if (typeof only === "string") {
    const scan = scanJson(only);
    if (scan.outcome === "ok" && scan.kind === "object") return { outcome: "read", text: only, scan };
  }
  const text = JSON.stringify(Object.fromEntries(fields));
  const scan = scanJson(text);
  return scan.outcome === "ok" ? { outcome: "read", text, scan } : refuseScan(scan);
}

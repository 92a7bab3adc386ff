import { MAX_SCHEMA_CHARACTERS } from "#schemas/event-schema.ts";
import { parseJson } from "#schemas/json/parse.ts";
import { scanJson } from "#schemas/json/scan.ts";
import { isUtf8, parseMediaType } from "#schemas/media-type.ts";
import { readBody } from "../read-body.ts";
import { failed, REGISTRY_TYPE, type RegistryFailure } from "./answer.ts";

/** A schema of 1 MiB has up to twice its size as a JSON string, and members beside it. */
const MAX_REGISTRY_BODY_BYTES = 2 * MAX_SCHEMA_CHARACTERS + 65_536;

/** What clients call their JSON, and what they send when they call it nothing. */
const TYPES = [
  REGISTRY_TYPE,
  "application/vnd.schemaregistry+json",
  "application/json",
  "application/octet-stream",
];

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

export type RegistryBody = { readonly outcome: "read"; readonly body: unknown } | RegistryFailure;

/** Reads a request's JSON. */
export async function readRegistryBody(request: Request): Promise<RegistryBody> {
  const contentType = request.headers.get("content-type");
  const mediaType = contentType === null ? null : parseMediaType(contentType);
  if (contentType !== null && !(mediaType && TYPES.includes(mediaType.type) && isUtf8(mediaType))) {
    return failed(415, 415, `Send JSON in UTF-8 with Content-Type: ${REGISTRY_TYPE}.`);
  }
  const reading = await readBody(request, MAX_REGISTRY_BODY_BYTES);
  switch (reading.outcome) {
    case "too_large":
      return failed(
        413,
        413,
        `The body has more than ${MAX_REGISTRY_BODY_BYTES} bytes. A schema has at most 1 MiB.`,
      );
    case "unreadable":
      return failed(422, 422, reading.refusal.message);
    case "read":
      return parse(reading.body);
  }
}

function parse(bytes: Uint8Array): RegistryBody {
  try {
    const text = utf8.decode(bytes);
    const scan = scanJson(text);
    if (scan.outcome === "invalid")
      return failed(422, 422, `The body is not JSON that is read here: ${scan.message}`);
    return { outcome: "read", body: parseJson(text) };
  } catch {
    return failed(422, 422, "The body is not valid UTF-8.");
  }
}

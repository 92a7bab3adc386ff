import type { z } from "zod";
import { parseJson } from "#schemas/json/parse.ts";
import { scanJson } from "#schemas/json/scan.ts";
import { isUtf8, parseMediaType } from "#schemas/media-type.ts";
import { shortPointer } from "#schemas/receipt.ts";
import { readBody } from "../../read-body.ts";
import { type Refused, refused } from "./answer.ts";
import { bodyErrors } from "./problem-errors.ts";

/** 64 KiB: a pattern with all its filters, or a source's whole configuration, fits several times. */
export const MAX_API_BODY_BYTES = 65_536;

/** Fatal: invalid UTF-8 is refused, not replaced. The byte order mark is kept, so that the scanner refuses it. */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** `text` is the body as it was sent: its numbers have all their digits. */
export type BodyReading<Body> =
  | { readonly outcome: "read"; readonly body: Body; readonly text: string }
  | Refused;

/** Reads a body of JSON by its schema: 413, 415 and 400 for what is no such JSON, 422 for JSON of another form. */
export async function readJsonBody<Schema extends z.ZodType>(
  schema: Schema,
  request: Request,
  maxBytes: number,
): Promise<BodyReading<z.output<Schema>>> {
  const wrongType = refuseOtherTypes(request.headers);
  if (wrongType) return wrongType;
  const reading = await readBody(request, maxBytes);
  switch (reading.outcome) {
    case "too_large": {
      const detail = `The body has more than ${maxBytes} bytes. Nothing that this operation takes is as large.`;
      return refused(413, "too_large", detail);
    }
    case "unreadable":
      return refused(400, reading.refusal.reason, reading.refusal.message);
    case "read":
      return parseBody(schema, reading.body);
  }
}

function refuseOtherTypes(headers: Headers): Refused | null {
  const mediaType = parseMediaType(headers.get("content-type") ?? "");
  const encoding = headers.get("content-encoding")?.toLowerCase() ?? "identity";
  if (mediaType?.type === "application/json" && isUtf8(mediaType) && encoding === "identity") return null;
  const detail = "Send JSON in UTF-8 with Content-Type: application/json, not compressed.";
  return refused(415, "unsupported_media_type", detail, { headers: { accept: "application/json" } });
}

function parseBody<Schema extends z.ZodType>(
  schema: Schema,
  bytes: Uint8Array,
): BodyReading<z.output<Schema>> {
  const text = decode(bytes);
  if (text === null) return refused(400, "malformed_json", "The body is not valid UTF-8.");
  const scan = scanJson(text);
  if (scan.outcome === "invalid") {
    const { message, pointer } = scan;
    const errors = [{ pointer: shortPointer(pointer), message }];
    return refused(400, scan.reason === "syntax" ? "malformed_json" : "unstorable_json", message, { errors });
  }
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return { outcome: "read", body: parsed.data, text };
  const detail = "The body is JSON, and not what this operation takes.";
  return refused(422, "invalid_request", detail, { errors: bodyErrors(parsed.error.issues) });
}

function decode(bytes: Uint8Array): string | null {
  try {
    return utf8.decode(bytes);
  } catch {
    return null;
  }
}

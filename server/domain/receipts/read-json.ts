import { type JsonAccepted, type JsonRefused, scanJson } from "#schemas/json/scan.ts";
import { type Refusal, shortPointer } from "#schemas/receipt.ts";

/** Fatal: invalid UTF-8 is refused, not replaced. The byte order mark is kept, so that the scanner refuses it. */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** A body that is JSON and can be stored: its text, and where its members or items stand in it. */
export interface JsonBody {
  readonly outcome: "read";
  readonly text: string;
  readonly scan: JsonAccepted;
}

export interface RefusedBody {
  readonly outcome: "refused";
  readonly refusal: Refusal;
}

/** Bytes of a body → scanned JSON text. Nothing else of Tidings reads a body before this has. */
export function readJson(body: Uint8Array): JsonBody | RefusedBody {
  const text = decodeUtf8(body);
  if (text === null) return refuseBody("malformed_json", "The body is not valid UTF-8.");
  const scan = scanJson(text);
  return scan.outcome === "ok" ? { outcome: "read", text, scan } : refuseScan(scan);
}

/** The text, or null when the bytes are not UTF-8. */
export function decodeUtf8(body: Uint8Array): string | null {
  try {
    return utf8.decode(body);
  } catch {
    return null;
  }
}

export function refuseScan(scan: JsonRefused): RefusedBody {
  const reason = scan.reason === "syntax" ? "malformed_json" : "unstorable_json";
  return refuseBody(reason, scan.message, scan.pointer);
}

export function refuseBody(reason: Refusal["reason"], message: string, pointer?: string): RefusedBody {
  return {
    outcome: "refused",
    refusal:
      pointer === undefined ? { reason, message } : { reason, message, pointer: shortPointer(pointer) },
  };
}

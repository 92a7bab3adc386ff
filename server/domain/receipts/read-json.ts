import { type JsonAccepted, scanJson } from "#schemas/json/scan.ts";
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
  if (text === null) return refused("malformed_json", "The body is not valid UTF-8.");
  const scan = scanJson(text);
  if (scan.outcome === "ok") return { outcome: "read", text, scan };
  const reason = scan.reason === "syntax" ? "malformed_json" : "unstorable_json";
  return refused(reason, scan.message, scan.pointer);
}

function decodeUtf8(body: Uint8Array): string | null {
  try {
    return utf8.decode(body);
  } catch {
    return null;
  }
}

function refused(reason: Refusal["reason"], message: string, pointer?: string): RefusedBody {
  return {
    outcome: "refused",
    refusal:
      pointer === undefined ? { reason, message } : { reason, message, pointer: shortPointer(pointer) },
  };
}

import { hash } from "node:crypto";
import type { DecodeTools } from "#server/domain/receipts/decode.ts";
import type { Ctx } from "../context.ts";

/** What decoding needs beside the source and the request. */
export function decodeTools({ sources }: Pick<Ctx, "sources">): DecodeTools {
  return { sha256: (text) => hash("sha256", text, "hex"), reservedKeys: sources.webhookKeys };
}

import { z } from "zod";
import { MAX_SCHEMA_CHARACTERS } from "#schemas/event-schema.ts";
import { textsAt, wantPlaces } from "#schemas/json/texts-at.ts";

/** A document as text has up to twice its size in a JSON string, and members beside it. */
export const MAX_SCHEMA_BODY_BYTES = 2 * MAX_SCHEMA_CHARACTERS + 65_536;

/** A schema as it is sent: JSON, or JSON text. */
export const documentMember = z
  .union([z.string(), z.boolean(), z.record(z.string(), z.unknown())])
  .describe("The JSON Schema (draft-07 or 2020-12): as JSON, or as JSON text. It is kept as it is written.");

const DOCUMENT = wantPlaces([["document"]]);

/** The document's own text: numbers keep their digits. */
export function documentText(
  { document }: { readonly document: z.output<typeof documentMember> },
  bodyText: string,
): string {
  if (typeof document === "string") return document;
  const text = textsAt(bodyText, DOCUMENT).get("/document");
  if (text === undefined) throw new Error("A body's document is not where it was read.");
  return text;
}

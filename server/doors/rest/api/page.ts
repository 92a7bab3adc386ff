import { z } from "zod";
import { MAX_PAGE_ROWS, PAGE_ROWS } from "#schemas/page.ts";
import { type Answered, ok } from "./answer.ts";
import { answerSchema } from "./named.ts";

/** The longest cursor that is given has a name of 120 characters in it, each of up to four bytes, in base64. */
const MAX_CURSOR_CHARACTERS = 1_000;

/** The query parameter `cursor`: what an earlier page gave as `next`, read by the schema of what it stands for. */
export function cursorParameter<Cursor extends z.ZodType>(cursor: Cursor) {
  return z
    .string()
    .max(MAX_CURSOR_CHARACTERS)
    .describe("Where the page begins: `next` of the page before it. Opaque.")
    .transform((text, context): z.output<Cursor> => {
      const read = cursor.safeParse(decode(text));
      if (read.success) return read.data;
      context.addIssue({
        code: "custom",
        message: "This is not a cursor that an earlier page gave as `next`.",
      });
      return z.NEVER;
    })
    .optional();
}

export const limitParameter = z.coerce
  .number()
  .int()
  .min(1)
  .max(MAX_PAGE_ROWS)
  .default(PAGE_ROWS)
  .describe("Rows of the page, at most.");

/** The schema of a page of these items. */
export function pageSchema<Item extends z.ZodType>(id: string, item: Item) {
  return answerSchema(
    id,
    z.strictObject({
      items: z.array(item),
      next: z.string().nullable().describe("`cursor` of the page that follows; null on the last one."),
    }),
  );
}

/** A page, and where the next one is (RFC 8288), with the filters that this one was asked for. */
export function pageAnswer(url: URL, items: readonly object[], nextCursor: unknown): Answered {
  if (nextCursor === null) return ok({ items, next: null });
  const next = encode(nextCursor);
  const parameters = new URLSearchParams(url.searchParams);
  parameters.set("cursor", next);
  return ok({ items, next }, { link: `<${url.pathname}?${parameters}>; rel="next"` });
}

function encode(cursor: unknown): string {
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

/** Undefined when the text is no cursor. */
function decode(text: string): unknown {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    return value;
  } catch {
    return undefined;
  }
}

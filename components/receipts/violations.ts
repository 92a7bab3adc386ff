import { z } from "zod";
import type { Violation } from "#schemas/receipt.ts";
import type { ReceiptDetails } from "./details.ts";

type Item = Pick<ReceiptDetails["items"][number], "detail" | "warnings">;

const violation = z.object({
  pointer: z.string(),
  message: z.string(),
  keyword: z.string().exactOptional(),
  schemaVersion: z.string().exactOptional(),
  rule: z.string().exactOptional(),
  ruleVersion: z.number().exactOptional(),
  expected: z.string().exactOptional(),
  actual: z.string().exactOptional(),
}) satisfies z.ZodType<Violation>;

const withErrors = z.object({ errors: z.array(violation) });

/** Everything that an item was refused for, one by one; none where one sentence says it all. */
export function errorsOf({ detail }: Item): readonly Violation[] {
  return detail === null ? [] : (withErrors.safeParse(JSON.parse(detail)).data?.errors ?? []);
}

export function warningsOf({ warnings }: Item): readonly Violation[] {
  return warnings === null ? [] : (z.array(violation).safeParse(JSON.parse(warnings)).data ?? []);
}

/** Who says it: a rule, or a schema, at which version. */
export function authorOf({ rule, ruleVersion, keyword, schemaVersion }: Violation): string {
  if (rule !== undefined)
    return ruleVersion === undefined ? `Rule ${rule}` : `Rule ${rule}, version ${ruleVersion}`;
  if (keyword === undefined) return "";
  return schemaVersion === undefined ? `Schema: ${keyword}` : `Schema ${schemaVersion}: ${keyword}`;
}

/** What is wrong, without the place at its beginning: that stands beside it. */
export function sentenceOf({ pointer, message }: Violation): string {
  if (pointer === "" || !message.startsWith(`${pointer} `)) return message;
  const rest = message.slice(pointer.length + 1);
  return `${rest.charAt(0).toUpperCase()}${rest.slice(1)}`;
}

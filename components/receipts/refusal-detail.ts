import { z } from "zod";

/** What the facts of a receipt show already. */
const SHOWN_MEMBERS = new Set(["reason", "message"]);

const withMessage = z.object({ message: z.string() });
const anyObject = z.record(z.string(), z.unknown());

/** The sentence that was written when the request was refused: more exact than the reason's general one. */
export function detailMessage(detail: string | null): string | null {
  if (detail === null) return null;
  return withMessage.safeParse(JSON.parse(detail)).data?.message ?? null;
}

/** Whether a detail holds more, such as the pointer to what is wrong in the body. */
export function hasMoreThanMessage(detail: string): boolean {
  const members = anyObject.safeParse(JSON.parse(detail)).data ?? {};
  return Object.keys(members).some((name) => !SHOWN_MEMBERS.has(name));
}

/** What no event can hold, as a sentence goes on: neither Postgres' text nor its JSON can. */
export const UNSTORABLE_TEXT = "the character U+0000 or half of a surrogate pair, which no event can hold";

/** Whether a text can be in an event, and be stored: it has no U+0000 and no lone surrogate. */
export function isStorableText(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}

/**
 * Something that the person who starts Tidings can put right. The message is for them: what happened, why, what
 * to do. Thrown through the steps of a start and printed at its edge without a stack trace.
 */
export class StartRefused extends Error {
  override readonly name = "StartRefused";
}

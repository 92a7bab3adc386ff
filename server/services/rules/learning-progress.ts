/** How far the learning of a state machine got: not begun, or down to an event of the log. */
export interface LearningProgress {
  /** Of the transaction that began it. */
  readonly transactionId: string;
  /** The row id of the oldest event that was looked at; null: none was. */
  readonly below: string | null;
}

/** Reads the column `learning`: the transaction's id and, once the reading of the log has begun, an event's row id. */
export function readProgress(learning: string): LearningProgress {
  const [transactionId = "", below = null] = learning.split(" ");
  return { transactionId, below };
}

export function writeProgress({ transactionId, below }: LearningProgress): string {
  return below === null ? transactionId : `${transactionId} ${below}`;
}

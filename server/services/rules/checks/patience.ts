/** What one request may lose to expressions that ran into the deadline, second looks apart; what is left then is not evaluated. */
const MAX_LOST_MS = 10_000;

/**
 * What is left of the time that the events of one request may waste. Of one request and not of a rule: what one sender's
 * events do to a rule must not reject those of others.
 */
export class Patience {
  readonly #givenUp = new Map<string, string>();
  #lostMs = 0;

  lose(tookMs: number): void {
    this.#lostMs += tookMs;
  }

  /** @param what the expression did, as the end of a sentence */
  giveUp(expression: string, what: string): void {
    this.#givenUp.set(
      expression,
      `The rule was not evaluated: for another event of the same request it ${what}.`,
    );
  }

  /** Why an expression is not to be tried any more; null when it is. */
  whyNot(expression: string): string | null {
    const isOver = this.#lostMs > MAX_LOST_MS;
    const general = "The rule was not evaluated: others took too long for events of the same request.";
    return this.#givenUp.get(expression) ?? (isOver ? general : null);
  }
}

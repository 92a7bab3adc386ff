/** No process that evaluates expressions can be had: nothing is wrong with what was to be evaluated. */
export class EvaluatorUnavailable extends Error {
  override readonly name = "EvaluatorUnavailable";
}

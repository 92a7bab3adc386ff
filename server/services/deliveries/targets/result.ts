/** How one call of a target ended. */
export interface TargetResult {
  readonly outcome: "succeeded" | "failed";
  readonly statusCode: number | null;
  readonly error: string | null;
  readonly request: object | null;
  readonly response: object | null;
}

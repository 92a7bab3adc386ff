import type { EvaluatorPool } from "#server/services/evaluation/evaluator-pool.ts";

/** Calls something while no process that evaluates can be started, as where the machine has no memory left. */
export async function withoutEvaluators<Result>(
  evaluators: EvaluatorPool,
  call: () => Promise<Result>,
): Promise<Result> {
  const { execPath } = process;
  evaluators.close();
  process.execPath = "/nowhere/node";
  try {
    return await call();
  } finally {
    process.execPath = execPath;
  }
}

import { check, transform } from "./evaluate.ts";
import type { Result, Task } from "./protocol.ts";

/** Does a task of the Transformer, in the process that evaluates expressions. */
export async function runTask(given: unknown): Promise<Result> {
  const task = asTask(given);
  switch (task.kind) {
    case "check":
      return check(task);
    case "transform":
      return await transform(task);
  }
}

/** The cast holds since the Transformer alone sends tasks of this subject, and sends nothing else. */
function asTask(given: unknown): Task {
  return given as Task;
}

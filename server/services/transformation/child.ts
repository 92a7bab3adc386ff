import { check, transform } from "./evaluate.ts";
import type { Result, Task } from "./protocol.ts";

/**
 * The process that evaluates expressions, one at a time. It is its parent's alone, which ends it at a deadline; when
 * the parent is gone it ends by itself.
 */
process.on("message", (task: Task) => {
  void run(task).then((result) => process.send?.(result));
});
process.on("disconnect", () => process.exit());

// Ctrl+C reaches all processes of a terminal at once: the parent still needs the result under way.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});

process.send?.({ outcome: "ready" });

async function run(task: Task): Promise<Result> {
  switch (task.kind) {
    case "check":
      return check(task);
    case "transform":
      return await transform(task);
  }
}

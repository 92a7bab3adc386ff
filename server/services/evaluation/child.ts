import type { Reply, Subject, SubjectTask } from "./protocol.ts";

/**
 * The process that evaluates expressions, one task at a time. It is its parent's alone, which ends it at a deadline; when
 * the parent is gone it ends by itself. A subject's code is loaded with its first task.
 */
process.on("message", (task: SubjectTask) => {
  void run(task).then((reply) => process.send?.(reply));
});
process.on("disconnect", () => process.exit());

// Ctrl+C reaches all processes of a terminal at once: the parent still needs the result under way.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});

process.send?.({ kind: "ready" });

async function run({ subject, task }: SubjectTask): Promise<Reply> {
  try {
    const runTask = await runnerOf(subject);
    return { kind: "answer", answer: await runTask(task) };
  } catch (error) {
    return { kind: "fault", message: error instanceof Error ? error.message : String(error) };
  }
}

async function runnerOf(subject: Subject): Promise<(task: unknown) => unknown> {
  switch (subject) {
    case "transformation":
      return (await import("../transformation/run-task.ts")).runTask;
    case "checks":
      return (await import("../rules/checks/run-task.ts")).runTask;
    case "schemas":
      return (await import("../schemas/inspector/run-task.ts")).runTask;
  }
}

import type { Ready, Reply, Request, Subject, SubjectTask } from "./protocol.ts";

type RunTask = (task: unknown) => unknown;

/**
 * The process that evaluates expressions, one task at a time. It is its parent's alone, which ends it at a deadline; when
 * the parent is gone it ends by itself. A subject's code is loaded before its first task, whose time is the task's own.
 */
process.on("message", (request: Request) => {
  void answer(request).then((said) => process.send?.(said));
});
process.on("disconnect", () => process.exit());

// Ctrl+C reaches all processes of a terminal at once: the parent still needs the result under way.
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => {});

const loaded = new Map<Subject, RunTask>();
const READY: Ready = { kind: "ready" };

process.send?.(READY);

async function answer(request: Request): Promise<Ready | Reply> {
  try {
    if (request.kind === "run") return { kind: "answer", answer: await run(request) };
    loaded.set(request.subject, await runnerOf(request.subject));
    return READY;
  } catch (error) {
    return { kind: "fault", message: error instanceof Error ? error.message : String(error) };
  }
}

async function run({ subject, task }: SubjectTask): Promise<unknown> {
  const runTask = loaded.get(subject);
  if (runTask === undefined) throw new Error(`The code of "${subject}" is not loaded.`);
  return await runTask(task);
}

async function runnerOf(subject: Subject): Promise<RunTask> {
  switch (subject) {
    case "transformation":
      return (await import("../transformation/run-task.ts")).runTask;
    case "checks":
      return (await import("../rules/checks/run-task.ts")).runTask;
    case "schemas":
      return (await import("../schemas/inspector/run-task.ts")).runTask;
  }
}

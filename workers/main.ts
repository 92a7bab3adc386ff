import { requireEnv } from "#server/env.ts";
import { createRuntime } from "#server/runtime/runtime.ts";
import { startWorkers } from "./start-workers.ts";

/** The worker process. Started and restarted by the supervisor. */
const runtime = await createRuntime(requireEnv(process.env), "worker");
const { log } = runtime.ctx;
const workers = startWorkers(runtime, {
  onStuck(queues) {
    log.fatal({ queues }, "jobs are not consumed any more; ending, to be started anew");
    process.exit(1);
  },
});
log.info("consuming");

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void workers
      .stop()
      .then(() => runtime.close())
      .then(
        () => process.exit(0),
        (cause: unknown) => {
          log.error({ err: cause }, "stopping failed");
          process.exit(1);
        },
      );
  });
}

import { expect, test } from "vitest";
import { startRelay } from "#e2e/support/relay.ts";
import {
  createTestDatabase,
  describeForEachQueue,
  queueUrlFor,
  type TestDatabase,
} from "#e2e/support/test-database.ts";
import { openQueueBackend, type TakenJob } from "#server/queues/backend.ts";

/** A lock is held for 30 s, and looked for every 10 s. */
const FOUND_WITHIN_MS = 90_000;

const ignore = () => {};

describeForEachQueue("a job whose process is gone", (backend) => {
  test(
    "is given to another, which is told that it was taken before",
    async () => {
      const database = await createTestDatabase();
      await passOn(database, await queueUrlFor(backend, database));
      await database.drop();
    },
    FOUND_WITHIN_MS,
  );

  async function passOn(database: TestDatabase, queueUrl: string): Promise<void> {
    const relay = await startRelay(queueUrl);
    const first = Promise.withResolvers<TakenJob>();
    const second = Promise.withResolvers<TakenJob>();
    const end = Promise.withResolvers<void>();
    const common = { queue: "process", concurrency: 1, onError: ignore, onFailure: ignore } as const;
    const gone = openQueueBackend(relay.url, database.name).openConsumer({
      ...common,
      run: async (job) => {
        first.resolve(job);
        await end.promise;
      },
    });
    const here = openQueueBackend(queueUrl, database.name);
    const producer = here.openProducer("process", ignore);
    await producer.add("process", {}, { jobId: "one" });
    expect(await first.promise).toMatchObject({ isRepeated: false });
    relay.hang();
    const other = here.openConsumer({ ...common, run: async (job) => second.resolve(job) });
    expect(await second.promise).toMatchObject({ name: "process", isRepeated: true });
    relay.cut();
    end.resolve();
    await Promise.allSettled([producer.close(), other.close()]);
    await Promise.race([gone.close(), new Promise((resolve) => setTimeout(resolve, 2_000))]);
    await relay.close();
  }
});

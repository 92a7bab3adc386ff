import { type ChildProcess, spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Redis } from "ioredis";
import postgres from "postgres";
import { afterEach, describe, expect, test } from "vitest";
import { eventually } from "#e2e/support/publish.ts";
import { type Stack, startStack } from "#e2e/support/stack.ts";
import { findRedisServer } from "#server/runtime/embedded/redis.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** Slow enough that four disasters fit into one run. */
const EVENTS_PER_SECOND = 25;

const RECEIVED = /received (329 \+ \d+), stored \1, lost 0/;

/** A PATH without redis-server makes `npm start` put the queue on Postgres. */
const BACK_ENDS = [
  { queue: "Redis", env: {} },
  { queue: "Postgres", env: { PATH: dirname(process.execPath) } },
];

const hasRedis = findRedisServer() !== undefined && !process.env.TIDINGS_TEST_WITHOUT_REDIS;

describe.for(BACK_ENDS)("in the middle of the demo, queue on $queue", ({ queue, env }) => {
  let stack: Stack;

  afterEach(async () => {
    await stack.stop();
  });

  test.skipIf(queue === "Redis" && !hasRedis)(
    "killed processes and a flushed queue lose nothing and store nothing twice",
    async () => {
      stack = await startStack({ env: { ...env, REDIS_URL: "" } });
      const sql = postgres(stack.address.databaseUrl, { max: 1 });
      const stored = async (count: number) => {
        const counted = sql<{ enough: boolean }[]>`select count(*) >= ${count} as enough from events`;
        return (await counted.catch(() => []))[0]?.enough;
      };
      const demo = startDemo(stack);
      const disasters = async () => {
        await eventually(() => stored(60));
        process.kill(stack.pid("worker"), "SIGKILL");
        await eventually(() => stored(120));
        if (queue === "Redis") await flush(stack.address.queueUrl);
        await eventually(() => stored(180));
        process.kill(stack.pid("postgres"), "SIGKILL");
        await eventually(() => stored(240));
        process.kill(stack.pid("server"), "SIGKILL");
      };

      const [{ exitCode, output }] = await Promise.all([demo, disasters()]);
      expect(output).toMatch(RECEIVED);
      expect(exitCode).toBe(0);
      expect(await whatIsWrong(sql)).toEqual({ unsettled: 0, unlinked: 0, repeated: 0, undelivered: 0 });
      await sql.end();
    },
  );
});

function startDemo(stack: Stack): Promise<{ exitCode: number | null; output: string }> {
  const args = [join(root, "e2e/demo/main.ts"), "--per-second", EVENTS_PER_SECOND.toString()];
  const env = { ...process.env, TIDINGS_DATA_DIR: stack.dataDir };
  const child: ChildProcess = spawn(process.execPath, args, {
    cwd: root,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding("utf8").on("data", (text) => (output += text));
  return new Promise((resolve) => child.once("close", (exitCode) => resolve({ exitCode, output })));
}

async function flush(queueUrl: string): Promise<void> {
  const redis = new Redis(queueUrl);
  await redis.flushall();
  redis.disconnect();
}

/** Counts of what must not be, once the demo is over. */
async function whatIsWrong(sql: postgres.Sql): Promise<unknown> {
  const [row] = await sql`
    select
      (select count(*) from receipts where outcome not in ('stored', 'duplicate'))::int as unsettled,
      (select count(*) from receipts where not exists
        (select 1 from receipt_items where receipt_id = receipts.id and event_row_id is not null))::int as unlinked,
      (select count(*) from (select 1 from deliveries group by event_row_id, workflow_id having count(*) > 1) as twice)::int
        as repeated,
      (select count(*) from deliveries where status <> 'succeeded')::int as undelivered`;
  return row;
}

import type { Env } from "../../env.ts";
import { step } from "../bootstrap/progress.mjs";
import { findRedisServer, prepareEmbeddedRedis, probeRedis } from "../embedded/redis.ts";
import type { Secrets } from "../embedded/secrets.ts";
import type { RunningStack } from "../supervisor/running-stack.ts";
import { waitUntilReady } from "../supervisor/wait-until-ready.ts";
import { explainConnection } from "./explain-connection.ts";
import { StartRefused } from "./start-refused.ts";

/** The address of the Redis that carries the queue; undefined when the queue lives in Postgres. */
export async function startRedis(
  env: Env,
  secrets: Secrets,
  stack: RunningStack,
): Promise<string | undefined> {
  const external = env.REDIS_URL;
  if (external !== undefined) {
    return await step("Reaching the Redis of REDIS_URL", async () => {
      const failure = await probeRedis(external);
      if (failure !== undefined) throw new StartRefused(explainConnection("REDIS_URL", external, failure));
      return external;
    });
  }
  const program = findRedisServer();
  if (program === undefined) {
    await step("Choosing the queue", (say) => say("no redis-server is installed, so it lives in Postgres"));
    return undefined;
  }
  return await step("Starting Redis", async () => {
    const embedded = await prepareEmbeddedRedis(stack.dataDir, program, secrets);
    const child = stack.start(embedded.spec);
    await waitUntilReady([child], () => probeRedis(embedded.url));
    return embedded.url;
  });
}

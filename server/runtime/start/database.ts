import type { Env } from "../../env.ts";
import { step } from "../bootstrap/progress.mjs";
import { prepareEmbeddedPostgres, probePostgres } from "../embedded/postgres.ts";
import type { Secrets } from "../embedded/secrets.ts";
import { ensureDatabase, prepareDatabase } from "../prepare-database.ts";
import type { RunningStack } from "../supervisor/running-stack.ts";
import { waitUntilReady } from "../supervisor/wait-until-ready.ts";
import { explainConnection } from "./explain-connection.ts";
import { StartRefused } from "./start-refused.ts";

const DATABASE_NAME = "tidings";

/** Starts the embedded Postgres, or checks the one of DATABASE_URL. Returns the owner's address. */
export async function startDatabase(env: Env, secrets: Secrets, stack: RunningStack): Promise<string> {
  const external = env.DATABASE_URL;
  if (external !== undefined) {
    return await step("Reaching the database of DATABASE_URL", () => reach("DATABASE_URL", external));
  }
  return await step("Starting Postgres", async () => {
    const embedded = await prepareEmbeddedPostgres(stack.dataDir, secrets);
    const child = stack.start(embedded.spec);
    await waitUntilReady([child], () => probePostgres(embedded.ownerUrl("postgres")));
    await ensureDatabase(embedded.ownerUrl("postgres"), DATABASE_NAME);
    return embedded.ownerUrl(DATABASE_NAME);
  });
}

/** Migrations, the queue's tables and the application's role. Returns the application's address. */
export async function migrateDatabase(options: {
  env: Env;
  ownerUrl: string;
  secret: string;
  queueOnPostgres: boolean;
}): Promise<string> {
  return await step("Preparing the database", async () => {
    const prepared = await prepareDatabase({
      ownerUrl: options.ownerUrl,
      secret: options.secret,
      queueOnPostgres: options.queueOnPostgres,
      appUrl: options.env.TIDINGS_APP_DATABASE_URL,
    });
    if (prepared.outcome === "refused") throw new StartRefused(prepared.reason);
    const variable = options.env.TIDINGS_APP_DATABASE_URL ? "TIDINGS_APP_DATABASE_URL" : "DATABASE_URL";
    return await reach(variable, prepared.appUrl);
  });
}

async function reach(variable: string, url: string): Promise<string> {
  const failure = await probePostgres(url);
  if (failure !== undefined) throw new StartRefused(explainConnection(variable, url, failure));
  return url;
}

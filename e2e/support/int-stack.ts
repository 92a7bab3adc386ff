import { randomBytes } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { prepareEmbeddedPostgres, probePostgres } from "#server/runtime/embedded/postgres.ts";
import { findRedisServer, prepareEmbeddedRedis, probeRedis } from "#server/runtime/embedded/redis.ts";
import { loadSecrets, type Secrets } from "#server/runtime/embedded/secrets.ts";
import { ensureDatabase, prepareDatabase } from "#server/runtime/prepare-database.ts";
import { SupervisedChild, type Surroundings } from "#server/runtime/supervisor/supervised-child.ts";
import { waitUntilReady } from "#server/runtime/supervisor/wait-until-ready.ts";

/** Where the servers of one integration run are; test files read it through test-database.ts. */
export type IntStack = {
  /** The superuser's address of the server, without a database's name at its end. */
  readonly serverUrl: string;
  readonly templateName: string;
  /** The login role that the application uses, with the template's name as database. */
  readonly templateAppUrl: string;
  readonly secret: string;
  /** Undefined where no redis-server can be had: then the Redis half is reported as not run. */
  readonly redisUrl: string | undefined;
};

declare module "vitest" {
  export interface ProvidedContext {
    intStack: IntStack;
  }
}

const TEMPLATE_NAME = "tidings_template";

/** One Redis database for each test file, so that files that run at once do not see each other's queues. */
const REDIS_DATABASES = 512;

/** Tests provoke refusals on purpose; only the end of a server is news. */
const CRASH = /ended \(|PANIC: /;

/** vitest's global set-up of the `int` project: one Postgres and one Redis in a temporary folder. */
export default async function startIntStack(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "tidings-int-"));
  chmodSync(dataDir, 0o711);
  for (const folder of ["logs", "run"]) mkdirSync(join(dataDir, folder));
  const secrets = loadSecrets(dataDir);
  const surroundings: Surroundings = {
    dataDir,
    tell: (program, text) => {
      if (CRASH.test(text)) process.stderr.write(`${program} │ ${text}\n`);
    },
  };
  const children: SupervisedChild[] = [];
  const stop = async () => {
    for (const child of children.reverse()) await child.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  process.once("exit", () => {
    for (const child of children) child.kill();
  });
  try {
    const database = await startPostgres(dataDir, secrets, surroundings, children);
    const redisUrl = await startRedis(dataDir, secrets, surroundings, children);
    project.provide("intStack", { ...database, redisUrl });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

async function startPostgres(
  dataDir: string,
  secrets: Secrets,
  surroundings: Surroundings,
  children: SupervisedChild[],
): Promise<Omit<IntStack, "redisUrl">> {
  const embedded = await prepareEmbeddedPostgres(dataDir, secrets);
  const child = new SupervisedChild(embedded.spec, surroundings);
  children.push(child);
  await waitUntilReady([child], () => probePostgres(embedded.ownerUrl("postgres")));
  await ensureDatabase(embedded.ownerUrl("postgres"), TEMPLATE_NAME);
  const secret = randomBytes(32).toString("hex");
  const prepared = await prepareDatabase({
    ownerUrl: embedded.ownerUrl(TEMPLATE_NAME),
    secret,
    queueOnPostgres: true,
  });
  if (prepared.outcome === "refused") throw new Error(prepared.reason);
  return {
    serverUrl: embedded.ownerUrl(""),
    templateName: TEMPLATE_NAME,
    templateAppUrl: prepared.appUrl,
    secret,
  };
}

async function startRedis(
  dataDir: string,
  secrets: Secrets,
  surroundings: Surroundings,
  children: SupervisedChild[],
): Promise<string | undefined> {
  const program = process.env.TIDINGS_TEST_WITHOUT_REDIS ? undefined : findRedisServer();
  if (program === undefined) {
    process.stderr.write("\n!! No redis-server: every suite “… · queue on Redis” is NOT RUN.\n\n");
    return undefined;
  }
  const embedded = await prepareEmbeddedRedis(dataDir, program, secrets);
  const spec = { ...embedded.spec, args: [...embedded.spec.args, "--databases", String(REDIS_DATABASES)] };
  const child = new SupervisedChild(spec, surroundings);
  children.push(child);
  await waitUntilReady([child], () => probeRedis(embedded.url));
  return embedded.url;
}

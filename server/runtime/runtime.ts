import { v7 as uuidv7 } from "uuid";
import { openDatabase } from "#db/client.ts";
import { type Doors, openDoors } from "../doors/doors.ts";
import { createVerifier } from "../doors/webhook/verifier.ts";
import { type Env, InvalidEnvironment, requireEnv } from "../env.ts";
import { openQueueBackend, type QueueBackend } from "../queues/backend.ts";
import { createJobQueue, type JobQueue } from "../queues/jobs.ts";
import type { Ctx } from "../services/context.ts";
import { fetchText } from "../services/deliveries/fetch-text.ts";
import { createOutbound } from "../services/deliveries/outbound.ts";
import { createAttemptWriter } from "../services/deliveries/write-attempts.ts";
import { EvaluatorPool } from "../services/evaluation/evaluator-pool.ts";
import { RefusalBudget } from "../services/limits/refusal-budget.ts";
import { ScanPlaces } from "../services/log-scan/scan-places.ts";
import { PatternBook } from "../services/patterns/pattern-book.ts";
import { ProcessingPlaces } from "../services/receipts/processing-places.ts";
import { Settlements } from "../services/receipts/settlements.ts";
import { createReceiptWriter } from "../services/receipts/write.ts";
import { writeCountedRefusals } from "../services/receipts/write-counted-refusals.ts";
import { CheckEvaluator } from "../services/rules/checks/check-evaluator.ts";
import { RuleBook } from "../services/rules/rule-book.ts";
import { SchemaInspector } from "../services/schemas/inspector/inspector.ts";
import { SchemaBook } from "../services/schemas/schema-book.ts";
import { createSecrets } from "../services/secrets/secrets.ts";
import { createShutdown, type ShutdownControl } from "../services/shutdown.ts";
import { SourceDirectory } from "../services/sources/directory.ts";
import { Transformer } from "../services/transformation/transformer.ts";
import { createLogger } from "../telemetry/logger.ts";
import { type Auth, createAuth } from "./auth.ts";
import { every } from "./every.ts";
import { openRateLimits } from "./limits/open-rate-limits.ts";

/** What one process is made of. */
export interface Runtime {
  readonly env: Env;
  /** The installation's secret: TIDINGS_SECRET. */
  readonly secret: string;
  readonly ctx: Ctx;
  readonly jobs: JobQueue;
  readonly queueBackend: QueueBackend;
  readonly shutdown: ShutdownControl;
  readonly auth: Auth;
  readonly doors: Doors;
  /** Stops background work, writes what waits, closes connections. */
  close(): Promise<void>;
}

/** A changed source, or a revoked key, counts within this time. */
const DIRECTORY_REFRESH_MS = 500;

/** Refused requests of a flood share a receipt for this long: it is also how much of their count a killed process loses. */
const COUNTED_REFUSALS_MS = 1_000;

/** Leaves room for three processes beside the queue's connections under Postgres's usual limit of 100. */
const MAX_CONNECTIONS = 12;

/** Receipts have connections of their own: a slow search must not keep a webhook waiting. */
const MAX_INTAKE_CONNECTIONS = 3;

/** Composes a process from its settings: the only place that reads clock, randomness and environment. */
export async function createRuntime(env: Env, name: "server" | "worker"): Promise<Runtime> {
  const { databaseUrl, queueUrl, secret } = requireConnections(env);
  const log = createLogger({ level: env.LOG_LEVEL, name });
  const db = await openDatabase({
    url: databaseUrl,
    applicationName: `tidings-${name}`,
    maxConnections: MAX_CONNECTIONS,
  });
  const intake = await openDatabase({
    url: databaseUrl,
    applicationName: `tidings-${name}-intake`,
    maxConnections: MAX_INTAKE_CONNECTIONS,
  });
  const clock = () => new Date();
  const secrets = createSecrets(secret);
  const queueBackend = openQueueBackend(queueUrl);
  const jobs = createJobQueue(queueBackend, log);
  const outbound = createOutbound(env.TIDINGS_OUTBOUND_ALLOW);
  const sources = new SourceDirectory({ db: intake, secrets, log });
  const shutdown = createShutdown();
  const rateLimits = await openRateLimits({ queueUrl, databaseUrl, log });
  const publicUrl = (env.TIDINGS_PUBLIC_URL ?? `http://localhost:${env.PORT}`).replace(/\/+$/, "");
  const tools = { fetchText: (url: URL) => fetchText(outbound, url) };
  const evaluators = new EvaluatorPool();
  const checks = new CheckEvaluator(evaluators);
  const ctx: Ctx = {
    db,
    log,
    jobs,
    secrets,
    sources,
    outbound,
    shutdown,
    clock,
    random: Math.random,
    newId: () => uuidv7(),
    patterns: new PatternBook(log),
    schemas: new SchemaBook({ db }),
    rules: new RuleBook(log, checks),
    scans: new ScanPlaces(),
    receipts: createReceiptWriter({ db: intake, jobs, sources, clock }),
    rateLimits,
    refusals: new RefusalBudget(),
    attempts: createAttemptWriter({ db }),
    verifier: createVerifier({ publicUrl, tools }),
    settlements: new Settlements(db.sql),
    evaluators,
    checks,
    schemaInspector: new SchemaInspector(evaluators),
    transformer: new Transformer(env.TIDINGS_MAX_BODY_BYTES, evaluators),
    processing: new ProcessingPlaces(jobs),
  };
  await sources.refresh();
  const stops = [
    every(DIRECTORY_REFRESH_MS, () => sources.refresh(), log),
    every(COUNTED_REFUSALS_MS, () => writeCountedRefusals({ ctx }), log),
  ];
  return {
    env,
    secret,
    ctx,
    jobs,
    queueBackend,
    shutdown,
    auth: createAuth({ db, secret, publicUrl }),
    doors: openDoors(ctx, { maxBodyBytes: env.TIDINGS_MAX_BODY_BYTES, publicUrl, tools }),
    async close() {
      for (const stop of stops) stop();
      await writeCountedRefusals({ ctx });
      await Promise.all([ctx.receipts.drain(), ctx.attempts.drain()]);
      evaluators.close();
      await Promise.allSettled([jobs.close(), outbound.close(), rateLimits.close()]);
      await Promise.all([db.close(), intake.close()]);
    },
  };
}

/** `npm start` hands these to its processes; a process that is run by hand must be given them. */
function requireConnections(env: Env): { databaseUrl: string; queueUrl: string; secret: string } {
  const { DATABASE_URL: databaseUrl, TIDINGS_QUEUE_URL: queueUrl, TIDINGS_SECRET: secret } = env;
  if (databaseUrl === undefined || queueUrl === undefined || secret === undefined) {
    throw new InvalidEnvironment(
      "DATABASE_URL, TIDINGS_QUEUE_URL and TIDINGS_SECRET must be set for this process. `npm start` sets them.",
    );
  }
  return { databaseUrl, queueUrl, secret };
}

/**
 * The process's one runtime. It lives on `globalThis` because Next bundles its own copy of every module: the
 * server, run from source, and the routes, run from the bundle, must share pools and caches.
 */
const RUNTIME = Symbol.for("tidings.runtime");

const globals: typeof globalThis & { [RUNTIME]?: Promise<Runtime> } = globalThis;

/** What the routes use. The server has set it before; under `next dev` the first caller makes it. */
export function getRuntime(): Promise<Runtime> {
  globals[RUNTIME] ??= createRuntime(requireEnv(process.env), "server");
  return globals[RUNTIME];
}

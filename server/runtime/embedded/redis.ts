import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { Redis } from "ioredis";
import type { ChildSpec } from "../supervisor/child-spec.ts";
import { findProgram } from "./find-program.ts";
import { rememberedPort } from "./ports.ts";
import type { Secrets } from "./secrets.ts";

/** Redis writes what is left of its append-only file when it stops, far less than this. */
const STOP_WITHIN_MS = 10_000;

/** A server across a continent answers in a second; one that takes longer is down or behind a firewall. */
const CONNECT_TIMEOUT_MS = 5000;

/** How to run the private Redis of a data folder, and its address. */
export type EmbeddedRedis = { readonly spec: ChildSpec; readonly url: string };

/** The path of an installed `redis-server`, or undefined: then the queue lives in Postgres. */
export function findRedisServer(): string | undefined {
  return findProgram("redis-server");
}

/**
 * Says how to run Redis in the data folder. It holds wake-ups only, so an fsync each second is enough; `noeviction`
 * because BullMQ breaks when its keys vanish one by one.
 */
export async function prepareEmbeddedRedis(
  dataDir: string,
  program: string,
  secrets: Secrets,
): Promise<EmbeddedRedis> {
  const folder = join(dataDir, "redis");
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const port = await rememberedPort(dataDir, "redis");
  const settings = {
    port: String(port),
    bind: "127.0.0.1",
    dir: folder,
    daemonize: "no",
    appendonly: "yes",
    appendfsync: "everysec",
    save: "",
    "maxmemory-policy": "noeviction",
    "aof-load-truncated": "yes",
  };
  return {
    spec: {
      name: "redis",
      command: program,
      // The configuration comes by standard input, so the password is in no command line.
      args: ["-", ...Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])],
      input: `requirepass ${secrets.redisPassword}\n`,
      cwd: folder,
      stopSignal: "SIGTERM",
      stopWithinMs: STOP_WITHIN_MS,
    },
    url: `redis://:${secrets.redisPassword}@127.0.0.1:${port}/0`,
  };
}

/** One connection and one PING (refused while Redis loads its file); what went wrong, if anything did. */
export async function probeRedis(url: string): Promise<Error | undefined> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: CONNECT_TIMEOUT_MS,
    retryStrategy: () => null,
    maxRetriesPerRequest: 0,
  });
  let failure: Error | undefined;
  redis.on("error", (error: Error) => {
    failure = error;
  });
  try {
    await redis.connect();
    await redis.ping();
    return undefined;
  } catch (error) {
    return failure ?? (error instanceof Error ? error : new Error(String(error)));
  } finally {
    redis.disconnect();
  }
}

import { randomInt } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { z } from "zod";

const remembered = z.partialRecord(z.enum(["postgres", "redis"]), z.number().int());

/** Below the range from which systems take ports of outgoing connections (32768 up), above well-known services. */
const FIRST_PRIVATE_PORT = 20_000;
const LAST_PRIVATE_PORT = 32_000;

/** A machine on which a hundred random ports are taken has another problem. */
const MOST_TRIES = 100;

/** The port of an embedded server: the one it had before if that is free, else a new one, kept in `ports.json`. */
export async function rememberedPort(dataDir: string, server: "postgres" | "redis"): Promise<number> {
  const path = join(dataDir, "ports.json");
  const known = existsSync(path) ? remembered.parse(JSON.parse(readFileSync(path, "utf8"))) : {};
  const before = known[server];
  if (before !== undefined && (await isPortFree(before, "127.0.0.1"))) return before;
  const port = await findFreePort();
  writeFileSync(path, `${JSON.stringify({ ...known, [server]: port }, null, 2)}\n`);
  return port;
}

/** A random free port of 127.0.0.1. */
export async function findFreePort(): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const port = randomInt(FIRST_PRIVATE_PORT, LAST_PRIVATE_PORT);
    if (await isPortFree(port, "127.0.0.1")) return port;
  }
  throw new Error(`no free port found between ${FIRST_PRIVATE_PORT} and ${LAST_PRIVATE_PORT}`);
}

/** Whether a server can listen there now; rejects for anything but a port in use. */
export function isPortFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") resolve(false);
      else reject(error);
    });
    probe.listen({ port, host, exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

import { randomBytes } from "node:crypto";
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

const secrets = z.object({
  tidingsSecret: z.string().min(32),
  postgresPassword: z.string().min(16),
  redisPassword: z.string().min(16),
});

/** What only this installation knows; `tidingsSecret` gives way to `TIDINGS_SECRET` where that is set. */
export type Secrets = z.infer<typeof secrets>;

/** 256 bits: out of reach of guessing, and the size of an HMAC-SHA256 key. */
const SECRET_BYTES = 32;

/**
 * Reads `secrets.json` of the data folder, and makes it on first use (mode 0600). Losing it loses the sign-in
 * sessions and the way into the embedded database, so a damaged file is an error and never replaced.
 */
export function loadSecrets(dataDir: string): Secrets {
  const path = join(dataDir, "secrets.json");
  const text = readIfThere(path);
  if (text !== undefined) return secrets.parse(JSON.parse(text));
  const made: Secrets = {
    tidingsSecret: randomSecret(),
    postgresPassword: randomSecret(),
    redisPassword: randomSecret(),
  };
  writeFileSync(`${path}.new`, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flush: true });
  renameSync(`${path}.new`, path);
  return made;
}

function randomSecret(): string {
  return randomBytes(SECRET_BYTES).toString("hex");
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

import { createHmac } from "node:crypto";
import pg from "pg";
import type { Env } from "../../env.ts";

/**
 * The last line of a start: where Tidings is, and before the first user exists how to make the first admin.
 *
 * @param ownerUrl a role that may read the users table
 */
export async function readyLine(env: Env, ownerUrl: string, secret: string): Promise<string> {
  const url = baseUrl(env);
  const line = `Tidings is ready: ${url}`;
  if (env.TIDINGS_ADMIN_EMAIL !== undefined || (await hasUsers(ownerUrl))) return line;
  return `${line} · create the first admin at ${url}/setup?token=${setupToken(secret)}`;
}

/** Proves to /setup that whoever opens it has seen this machine's terminal; worthless once a user exists. */
function setupToken(secret: string): string {
  return createHmac("sha256", secret).update("setup").digest("base64url");
}

function baseUrl({ HOST, PORT, TIDINGS_PUBLIC_URL }: Env): string {
  if (TIDINGS_PUBLIC_URL !== undefined) return TIDINGS_PUBLIC_URL.replace(/\/+$/, "");
  const everywhere = ["127.0.0.1", "::1", "0.0.0.0", "::", "localhost"].includes(HOST);
  const host = everywhere ? "localhost" : HOST.includes(":") ? `[${HOST}]` : HOST;
  return `http://${host}:${PORT}`;
}

async function hasUsers(ownerUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ present: boolean }>(
      "SELECT EXISTS (SELECT 1 FROM users) AS present",
    );
    return rows[0]?.present === true;
  } finally {
    await client.end();
  }
}

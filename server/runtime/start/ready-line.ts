import postgres from "postgres";
import { hasUsers } from "#db/queries/users.ts";
import type { Env } from "../../env.ts";
import { setUpToken } from "../../services/users/setup-token.ts";

/**
 * The last line of a start: where Tidings is, and before the first user exists how to make the first admin.
 *
 * @param ownerUrl a role that may read the users table
 */
export async function readyLine(env: Env, ownerUrl: string, secret: string): Promise<string> {
  const url = baseUrl(env);
  const line = `Tidings is ready: ${url}`;
  if (env.TIDINGS_ADMIN_EMAIL !== undefined || (await isSetUp(ownerUrl))) return line;
  return `${line} · create the first admin at ${url}/setup?token=${setUpToken(secret)}`;
}

function baseUrl({ HOST, PORT, TIDINGS_PUBLIC_URL }: Env): string {
  if (TIDINGS_PUBLIC_URL !== undefined) return TIDINGS_PUBLIC_URL.replace(/\/+$/, "");
  const everywhere = ["127.0.0.1", "::1", "0.0.0.0", "::", "localhost"].includes(HOST);
  const host = everywhere ? "localhost" : HOST.includes(":") ? `[${HOST}]` : HOST;
  return `http://${host}:${PORT}`;
}

async function isSetUp(ownerUrl: string): Promise<boolean> {
  const sql = postgres(ownerUrl, { max: 1 });
  try {
    return await hasUsers(sql);
  } finally {
    await sql.end();
  }
}

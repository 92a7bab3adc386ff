import { createHmac } from "node:crypto";
import { runMigrations as migrateQueue } from "bullmq";
import pg from "pg";
import { migrate } from "#db/migrate.ts";
import { POSTGRES_SCHEMA } from "../queues/backend.ts";

/** The group role that the migrations create and grant to; login roles inherit from it. */
const APP_GROUP = "tidings_app";

/** Two starts on one database wait for each other ("tprep" has no meaning beyond being ours). */
const PREPARE_LOCK = 0x7470726570;

/** SQLSTATE of "insufficient privilege". */
const INSUFFICIENT_PRIVILEGE = "42501";

export type DatabasePreparation =
  | { readonly outcome: "prepared"; readonly appUrl: string }
  | { readonly outcome: "refused"; readonly reason: string };

/**
 * Brings a database to what this version of Tidings needs: migrations, the queue's tables if it lives here, and
 * the login role that server and workers use, which can neither change nor delete events. Idempotent.
 *
 * @param options.appUrl a login role that somebody made by hand; then none is made
 */
export async function prepareDatabase(options: {
  ownerUrl: string;
  secret: string;
  queueOnPostgres: boolean;
  appUrl?: string | undefined;
}): Promise<DatabasePreparation> {
  const owner = new pg.Client({ connectionString: options.ownerUrl });
  await owner.connect();
  try {
    await owner.query("SELECT pg_advisory_lock($1)", [PREPARE_LOCK]);
    await owner.query("SET client_min_messages = warning");
    await migrate(options.ownerUrl);
    if (options.queueOnPostgres) await prepareQueueSchema(owner);
    if (options.appUrl !== undefined) return { outcome: "prepared", appUrl: options.appUrl };
    return { outcome: "prepared", appUrl: await ensureLoginRole(owner, options) };
  } catch (error) {
    const refusal = privilegeRefusal(error);
    if (refusal === undefined) throw error;
    return { outcome: "refused", reason: missingPrivilege(refusal) };
  } finally {
    await owner.end();
  }
}

/** Creates the database unless the server has it. */
export async function ensureDatabase(serverUrl: string, name: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    const { rowCount } = await client.query("SELECT 1 FROM pg_database WHERE datname = $1", [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  } finally {
    await client.end();
  }
}

async function prepareQueueSchema(owner: pg.Client): Promise<void> {
  await migrateQueue(owner, POSTGRES_SCHEMA);
  await owner.query(`GRANT USAGE ON SCHEMA ${POSTGRES_SCHEMA} TO ${APP_GROUP}`);
  await owner.query(`GRANT ALL ON ALL TABLES IN SCHEMA ${POSTGRES_SCHEMA} TO ${APP_GROUP}`);
  await owner.query(`GRANT ALL ON ALL SEQUENCES IN SCHEMA ${POSTGRES_SCHEMA} TO ${APP_GROUP}`);
  await owner.query(`GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${POSTGRES_SCHEMA} TO ${APP_GROUP}`);
}

/** The password is derived, so that every start and every machine with the same secret knows it. */
async function ensureLoginRole(
  owner: pg.Client,
  { ownerUrl, secret }: { ownerUrl: string; secret: string },
): Promise<string> {
  const { rows } = await owner.query<{ name: string }>("SELECT current_database() || '_login' AS name");
  const role = rows[0]?.name ?? "tidings_login";
  const password = createHmac("sha256", secret).update(`database role ${role}`).digest("hex");
  const quoted = owner.escapeIdentifier(role);
  const known = await owner.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
  if (known.rowCount === 0) {
    await owner.query(`CREATE ROLE ${quoted} LOGIN IN ROLE ${APP_GROUP} PASSWORD '${password}'`);
  } else if (!(await canLogIn(ownerUrl, role, password))) {
    await owner.query(`ALTER ROLE ${quoted} LOGIN PASSWORD '${password}'`);
    await owner.query(`GRANT ${APP_GROUP} TO ${quoted}`);
  }
  return withCredentials(ownerUrl, role, password);
}

async function canLogIn(ownerUrl: string, role: string, password: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: withCredentials(ownerUrl, role, password) });
  try {
    await client.connect();
    const { rows } = await client.query<{ member: boolean }>(
      "SELECT pg_has_role(current_user, $1, 'USAGE') AS member",
      [APP_GROUP],
    );
    return rows[0]?.member === true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
}

function withCredentials(url: string, user: string, password: string): string {
  const address = new URL(url);
  address.username = encodeURIComponent(user);
  address.password = password;
  return address.href;
}

/** The refusal's own words; drizzle wraps the driver's error, so they may sit one `cause` deeper. */
function privilegeRefusal(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("code" in error && error.code === INSUFFICIENT_PRIVILEGE) return error.message;
  return privilegeRefusal(error.cause);
}

function missingPrivilege(refusal: string): string {
  return (
    `The user of DATABASE_URL lacks a right that the preparation needs (${refusal}). ` +
    `Either give it CREATEROLE and the ownership of its database, or let an administrator create the role ` +
    `${APP_GROUP} and a login role that is a member of it, and set TIDINGS_APP_DATABASE_URL to the latter's address.`
  );
}

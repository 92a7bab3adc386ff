import { fileURLToPath } from "node:url";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";

const MIGRATIONS_FOLDER = fileURLToPath(new URL("./migrations", import.meta.url));

/** Two `migrate` calls at once wait for each other on this advisory lock ("tid" in ASCII). */
const MIGRATION_LOCK = 0x746964;

/**
 * Brings the database up to the newest file of db/migrations. Idempotent; safe to call from several processes.
 *
 * @param ownerUrl a role that owns the schema and may create roles
 */
export async function migrate(ownerUrl: string): Promise<void> {
  const client = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await client`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await runMigrations(drizzle(client), { migrationsFolder: MIGRATIONS_FOLDER });
    await client`select tidings_ensure_receipt_partitions(7)`;
  } finally {
    await client.end();
  }
}

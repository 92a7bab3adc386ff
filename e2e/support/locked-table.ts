import postgres from "postgres";
import { eventually } from "./publish.ts";
import type { TestDatabase } from "./test-database.ts";

/** A table that nobody else reads or writes until `release`. */
export interface LockedTable {
  /** Until some statement waits for the table. @throws when none does within 20 s */
  readonly awaited: () => Promise<void>;
  /** May be called more than once. */
  readonly release: () => Promise<void>;
}

/** Holds up whatever asks for a table of a test's database, at that statement and no other. */
export async function lockTable(database: TestDatabase, table: string): Promise<LockedTable> {
  const owner = postgres(database.ownerUrl, { max: 2, onnotice: () => {} });
  const holder = await owner.reserve();
  await holder`begin`;
  await holder`lock table ${holder(table)} in access exclusive mode`;
  let isHeld = true;
  return {
    awaited: async () => {
      await eventually(async () => {
        const waiting = await owner`
          select from pg_locks where not granted and relation = ${table}::regclass
            and database = (select oid from pg_database where datname = current_database())`;
        return waiting.length > 0;
      });
    },
    release: async () => {
      if (!isHeld) return;
      isHeld = false;
      await holder`rollback`;
      holder.release();
      await owner.end();
    },
  };
}

import { customType } from "drizzle-orm/pg-core";

/** Raw bytes: drizzle has no `bytea` of its own. */
export const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

import type { Sql } from "../client.ts";

/** Whoever makes the first admin holds this transaction-wide lock ("admin" in ASCII, cut to 32 bits). */
const FIRST_ADMIN_LOCK = 0x61646d69;

export interface NewAdmin {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  /** Hash in better-auth's own form. */
  readonly passwordHash: string;
}

export async function hasUsers(sql: Sql): Promise<boolean> {
  const rows = await sql<{ found: boolean }[]>`select exists (select from users) as found`;
  return rows[0]?.found === true;
}

/** Two calls at once wait for each other here until the transaction ends. */
export async function lockFirstAdmin(transaction: Sql): Promise<void> {
  await transaction`select pg_advisory_xact_lock(${FIRST_ADMIN_LOCK})`;
}

/** A user with the role admin, and the account that better-auth signs in with a password. */
export async function insertAdmin(transaction: Sql, admin: NewAdmin): Promise<void> {
  await transaction`
    insert into users (id, name, email, email_verified, role)
    values (${admin.id}, ${admin.name}, ${admin.email}, true, 'admin')`;
  await transaction`
    insert into accounts (id, user_id, account_id, provider_id, password)
    values (${admin.accountId}, ${admin.id}, ${admin.id}, 'credential', ${admin.passwordHash})`;
}

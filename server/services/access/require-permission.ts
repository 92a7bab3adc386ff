import { mayDo, type Permission } from "#schemas/role.ts";
import type { Actor } from "../context.ts";

/** Raised when a role lacks a permission. Procedures ask before they call a service, so it is the last guard. */
export class PermissionDenied extends Error {
  override readonly name = "PermissionDenied";
  readonly permission: Permission;

  constructor(actor: Actor, permission: Permission) {
    super(
      `Your role "${actor.role}" does not include "${permission}". Ask an admin to do this or to change your role.`,
    );
    this.permission = permission;
  }
}

/** @throws PermissionDenied */
export function requirePermission(actor: Actor, permission: Permission): void {
  if (!mayDo(actor.role, permission)) throw new PermissionDenied(actor, permission);
}

"use client";

import { createContext, type ReactNode, useContext } from "react";
import { mayDo, type Permission, type Role } from "#schemas/role.ts";

const RoleContext = createContext<Role>("viewer");

export function RoleProvider({ role, children }: { readonly role: Role; readonly children: ReactNode }) {
  return <RoleContext value={role}>{children}</RoleContext>;
}

/** Whether to offer an action. The server decides again when it is done. */
export function useMay(permission: Permission): boolean {
  return mayDo(useContext(RoleContext), permission);
}

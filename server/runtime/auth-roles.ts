import { createAccessControl } from "better-auth/plugins/access";
import { adminAc, defaultStatements } from "better-auth/plugins/admin/access";

/** better-auth's own statements. What the roles may do in Tidings itself is the table in schemas/role.ts. */
export const accessControl = createAccessControl(defaultStatements);

const reader = accessControl.newRole({ user: [], session: [] });

export const accessRoles = {
  admin: accessControl.newRole(adminAc.statements),
  operator: reader,
  viewer: reader,
  auditor: reader,
};

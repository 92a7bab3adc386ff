/** Who may do what. `admin`: everything; `operator`: search, replay, retry; `viewer`: read; `auditor`: read, and the audit. */
export const ROLES = ["admin", "operator", "viewer", "auditor"] as const;
export type Role = (typeof ROLES)[number];

/** The one table of permissions: each action, and the roles that may do it. */
export const PERMISSIONS = {
  "events.read": ["admin", "operator", "viewer", "auditor"],
  "receipts.read": ["admin", "operator", "viewer", "auditor"],
  "patterns.read": ["admin", "operator", "viewer", "auditor"],
  "patterns.write": ["admin"],
  "workflows.read": ["admin", "operator", "viewer", "auditor"],
  "workflows.write": ["admin"],
  "sources.read": ["admin", "operator", "viewer", "auditor"],
  "sources.write": ["admin"],
  "receipts.reverify": ["admin", "operator"],
  "receipts.correct": ["admin", "operator"],
  "schemas.read": ["admin", "operator", "viewer", "auditor"],
  "schemas.write": ["admin"],
  "rules.read": ["admin", "operator", "viewer", "auditor"],
  "rules.write": ["admin"],
  "keys.write": ["admin"],
} as const satisfies Record<string, readonly Role[]>;
export type Permission = keyof typeof PERMISSIONS;

export function mayDo(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission] as readonly Role[]).includes(role);
}

"use client";

import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { Notice } from "#components/ui/notice.tsx";
import type { Permission } from "#schemas/role.ts";
import { useMay } from "./role-context.tsx";

interface AdminsOnlyProps {
  readonly permission: Permission;
  readonly children: ReactNode;
}

/** A form for those who may send it; others learn whom to ask before they fill it in. */
export function AdminsOnly({ permission, children }: AdminsOnlyProps) {
  if (useMay(permission)) return children;
  return (
    <Notice icon={Lock} title="Your role does not include this">
      Ask an admin of this Tidings to do it, or to change your role.
    </Notice>
  );
}

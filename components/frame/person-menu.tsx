"use client";

import { ChevronsUpDown, LogOut, Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { signOut } from "#components/auth/session.ts";
import { Menu, MenuItem, MenuRadioGroup, MenuRadioItem, MenuSeparator } from "#components/ui/menu.tsx";
import type { Role } from "#schemas/role.ts";

/** Who is signed in, as the frame shows them. */
export interface Person {
  readonly email: string;
  readonly role: Role;
}

export function PersonMenu({ person }: { readonly person: Person }) {
  const { theme, setTheme } = useTheme();
  return (
    <Menu side="top" trigger={<PersonButton person={person} />}>
      <MenuRadioGroup value={theme ?? "system"} onValueChange={setTheme}>
        <MenuRadioItem value="light">
          <Sun aria-hidden /> Light
        </MenuRadioItem>
        <MenuRadioItem value="dark">
          <Moon aria-hidden /> Dark
        </MenuRadioItem>
        <MenuRadioItem value="system">
          <Monitor aria-hidden /> As the system
        </MenuRadioItem>
      </MenuRadioGroup>
      <MenuSeparator />
      <MenuItem onClick={() => void signOut()}>
        <LogOut aria-hidden /> Sign out
      </MenuItem>
    </Menu>
  );
}

function PersonButton({ person, ...rest }: { readonly person: Person }) {
  return (
    <button
      type="button"
      {...rest}
      className="flex w-full items-center gap-2 rounded-md px-2 py-1 text-left hover:bg-hover"
    >
      <span className="min-w-0 flex-1">
        <span className="block truncate text-xs font-medium">{person.email}</span>
        <span className="block text-xs text-muted capitalize">{person.role}</span>
      </span>
      <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-muted" />
    </button>
  );
}

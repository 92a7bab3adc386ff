"use client";

import { Menu as MenuIcon } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Drawer } from "#components/ui/drawer.tsx";
import { Logo } from "./logo.tsx";
import { Navigation } from "./navigation.tsx";
import type { Person } from "./person-menu.tsx";
import { RoleProvider } from "./role-context.tsx";

interface FrameProps {
  readonly person: Person;
  readonly children: ReactNode;
}

/** Navigation at the left (a drawer on small screens) and the page beside it. */
export function Frame({ person, children }: FrameProps) {
  const [open, setOpen] = useState(false);
  return (
    <div className="flex h-dvh flex-col md:flex-row">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-60 focus:rounded-md focus:bg-raised focus:px-3 focus:py-1.5"
      >
        Skip to the page
      </a>
      <aside className="hidden w-52 shrink-0 flex-col border-r bg-surface md:flex">
        <Navigation person={person} onNavigate={() => setOpen(false)} />
      </aside>
      <header className="flex h-11 shrink-0 items-center gap-2 border-b bg-surface px-2 md:hidden">
        <Drawer
          open={open}
          onOpenChange={setOpen}
          title="Navigation"
          trigger={
            <Button variant="quiet" size="icon" aria-label="Open navigation">
              <MenuIcon aria-hidden />
            </Button>
          }
        >
          <Navigation person={person} onNavigate={() => setOpen(false)} />
        </Drawer>
        <Logo />
        <span className="font-semibold">Tidings</span>
      </header>
      <main id="main" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col outline-hidden">
        <RoleProvider role={person.role}>{children}</RoleProvider>
      </main>
    </div>
  );
}

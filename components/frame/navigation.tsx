"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "#components/ui/class-names.ts";
import { Logo } from "./logo.tsx";
import { NAVIGATION, type NavigationItem } from "./navigation-items.ts";
import { type Person, PersonMenu } from "./person-menu.tsx";

interface NavigationProps {
  readonly person: Person;
  /** Called when a link is followed: the drawer of small screens closes. */
  readonly onNavigate: () => void;
}

export function Navigation({ person, onNavigate }: NavigationProps) {
  const path = usePathname();
  return (
    <>
      <Link
        href="/events"
        onClick={onNavigate}
        className="flex h-12 items-center gap-2 px-4 text-base font-semibold tracking-tight"
      >
        <Logo />
        Tidings
      </Link>
      <nav aria-label="Main" className="flex flex-1 flex-col gap-0.5 px-2 py-1">
        {NAVIGATION.map((item) => (
          <NavigationLink
            key={item.href}
            item={item}
            current={path.startsWith(item.href)}
            onClick={onNavigate}
          />
        ))}
      </nav>
      <div className="border-t p-2">
        <PersonMenu person={person} />
      </div>
    </>
  );
}

interface LinkProps {
  readonly item: NavigationItem;
  readonly current: boolean;
  readonly onClick: () => void;
}

function NavigationLink({ item, current, onClick }: LinkProps) {
  return (
    <Link
      href={item.href}
      onClick={onClick}
      aria-current={current ? "page" : undefined}
      className={cn(
        "flex h-8 items-center gap-2.5 rounded-md px-2 text-muted hover:bg-hover hover:text-foreground",
        current && "bg-selected font-medium text-foreground hover:bg-selected",
      )}
    >
      <item.icon aria-hidden className="size-4" />
      {item.label}
    </Link>
  );
}

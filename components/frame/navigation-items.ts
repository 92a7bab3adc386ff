import { Inbox, ListTree, type LucideIcon, Plug, Radio, Workflow } from "lucide-react";

export interface NavigationItem {
  readonly href: string;
  readonly label: string;
  readonly icon: LucideIcon;
}

export const NAVIGATION: readonly NavigationItem[] = [
  { href: "/events", label: "Events", icon: Radio },
  { href: "/receipts", label: "Receipts", icon: Inbox },
  { href: "/patterns", label: "Patterns", icon: ListTree },
  { href: "/workflows", label: "Workflows", icon: Workflow },
  { href: "/sources", label: "Sources", icon: Plug },
];

import { ChevronLeft } from "lucide-react";
import Link from "next/link";

interface BreadcrumbProps {
  /** The list that the page belongs to. */
  readonly parent: string;
  readonly href: string;
  readonly children: string;
}

/** The title of a page under a list, with the way back. */
export function Breadcrumb({ parent, href, children }: BreadcrumbProps) {
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <Link
        href={href}
        className="flex shrink-0 items-center rounded-sm font-normal text-muted hover:text-foreground"
      >
        <ChevronLeft aria-hidden className="-ml-1 size-4" />
        {parent}
      </Link>
      <span aria-hidden className="text-muted">
        /
      </span>
      <span className="truncate">{children}</span>
    </span>
  );
}

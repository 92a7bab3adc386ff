import type { ReactNode } from "react";

interface PageHeaderProps {
  readonly title: ReactNode;
  /** At the right: refresh, the page's main action. */
  readonly actions?: ReactNode;
  /** Second row: filters. */
  readonly children?: ReactNode;
}

/** The toolbar that stays at the top of every page. */
export function PageHeader({ title, actions, children }: PageHeaderProps) {
  return (
    <div className="shrink-0 border-b bg-background">
      <div className="flex min-h-12 items-center gap-3 px-4 py-2">
        <h1 className="min-w-0 truncate text-base font-semibold">{title}</h1>
        <div className="ml-auto flex shrink-0 items-center gap-2">{actions}</div>
      </div>
      {children ? <div className="flex flex-wrap items-center gap-2 px-4 pb-2.5">{children}</div> : null}
    </div>
  );
}

import type { ReactNode } from "react";

/** What to do, in this order; each child is a list item. */
export function Steps({ children }: { readonly children: ReactNode }) {
  return <ol className="flex list-decimal flex-col gap-3 pl-5 marker:text-muted">{children}</ol>;
}

import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

interface NoticeProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
  /** `h1` where the notice is the whole page. */
  readonly heading?: "h1" | "h2";
}

/** What a page says when it has nothing to show: why, and the next step. */
export function Notice({ icon: Icon, title, children, action, heading: Heading = "h2" }: NoticeProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-2 px-6 py-16 text-center">
      <Icon aria-hidden className="size-6 text-muted" />
      <Heading className="text-base font-semibold">{title}</Heading>
      {children ? <div className="text-muted">{children}</div> : null}
      {action ? <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}

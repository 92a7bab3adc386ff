import { cn } from "#components/ui/class-names.ts";
import { CopyButton } from "./copy-button.tsx";

/** So many characters at the end stay visible: ids made one after another differ there. */
const TAIL_CHARACTERS = 6;

interface IdentifierProps {
  readonly value: string;
  /** What it is, such as "event id": named by the copy button. */
  readonly what: string;
  readonly className?: string;
}

/** An id: monospaced, cut in the middle where space is short, copyable. */
export function Identifier({ value, what, className }: IdentifierProps) {
  return (
    <span className={cn("group/id inline-flex max-w-full min-w-0 items-center gap-0.5", className)}>
      <IdentifierText value={value} />
      <CopyButton
        text={value}
        what={what}
        className="opacity-0 group-hover/id:opacity-100 focus-visible:opacity-100"
      />
    </span>
  );
}

export function IdentifierText({ value }: { readonly value: string }) {
  return (
    <span className="inline-flex min-w-0 font-mono text-xs" title={value}>
      <span className="truncate whitespace-pre">{value.slice(0, -TAIL_CHARACTERS)}</span>
      <span className="shrink-0 whitespace-pre">{value.slice(-TAIL_CHARACTERS)}</span>
    </span>
  );
}

import { cn } from "#components/ui/class-names.ts";
import { CopyButton } from "./copy-button.tsx";

interface CopyLineProps {
  readonly text: string;
  /** What it is, such as "payload URL": named by the copy button. */
  readonly what: string;
  readonly testId?: string;
  readonly className?: string;
}

/** Something to paste elsewhere: shown in full, lines kept, with a button that copies it. */
export function CopyLine({ text, what, testId, className }: CopyLineProps) {
  return (
    <div className={cn("flex items-start gap-1 rounded-md border bg-background py-0.5 pr-1 pl-2", className)}>
      <code
        data-testid={testId}
        className="min-w-0 flex-1 py-1 font-mono text-xs wrap-anywhere whitespace-pre-wrap"
      >
        {text}
      </code>
      <CopyButton text={text} what={what} />
    </div>
  );
}

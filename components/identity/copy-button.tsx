"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";

/** How long the tick stays after copying. */
const CONFIRM_MS = 1_500;

interface CopyButtonProps {
  readonly text: string;
  /** What is copied, such as "event id". */
  readonly what: string;
  readonly className?: string;
}

export function CopyButton({ text, what, className }: CopyButtonProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), CONFIRM_MS);
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? Check : Copy;
  return (
    <Button
      variant="quiet"
      size="smallIcon"
      aria-label={copied ? `Copied the ${what}` : `Copy the ${what}`}
      title={`Copy the ${what}`}
      className={className}
      onClick={(event) => {
        event.stopPropagation();
        void navigator.clipboard.writeText(text).then(() => setCopied(true));
      }}
    >
      <Icon aria-hidden className={cn(copied && "text-success")} />
    </Button>
  );
}

import { cn } from "#components/ui/class-names.ts";
import type { Appearance, Tone } from "./tone.ts";
import { appearanceOf, DELIVERY_APPEARANCE, OUTCOME_APPEARANCE } from "./tone.ts";

const TONES: Readonly<Record<Tone, string>> = {
  good: "text-success",
  waiting: "text-muted",
  bad: "text-danger",
  warning: "text-warning",
  neutral: "text-muted",
};

export function Status({
  appearance,
  suffix,
}: {
  readonly appearance: Appearance;
  readonly suffix?: string;
}) {
  const { icon: Icon, word, tone } = appearance;
  return (
    <span className={cn("inline-flex items-center gap-1.5 align-middle whitespace-nowrap", TONES[tone])}>
      <Icon aria-hidden className="size-3.5 shrink-0" />
      {word}
      {suffix ? <span>{suffix}</span> : null}
    </span>
  );
}

export function DeliveryStatusBadge({ status }: { readonly status: string }) {
  return <Status appearance={appearanceOf(DELIVERY_APPEARANCE, status)} />;
}

export function OutcomeBadge({ outcome }: { readonly outcome: string }) {
  return <Status appearance={appearanceOf(OUTCOME_APPEARANCE, outcome)} />;
}

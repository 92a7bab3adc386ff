import type { ReactNode } from "react";

interface SectionProps {
  readonly title: string;
  readonly count?: number;
  readonly children: ReactNode;
}

/** A titled part of an inspector or page. */
export function Section({ title, count, children }: SectionProps) {
  return (
    <section className="border-b px-4 py-3">
      <h2 className="mb-2 flex items-baseline gap-1.5 text-xs font-semibold">
        {title}
        {count === undefined ? null : <span className="font-normal text-muted">{count}</span>}
      </h2>
      {children}
    </section>
  );
}

interface FactsProps {
  readonly facts: readonly (readonly [term: string, value: ReactNode])[];
}

/** Terms and their values, one pair a line. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className="grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-3 gap-y-1">
      {facts.map(([term, value]) => (
        <div key={term} className="contents">
          <dt className="leading-6 text-muted">{term}</dt>
          <dd className="flex min-h-6 min-w-0 items-center break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

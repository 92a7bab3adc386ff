import type { Envelope } from "#schemas/envelope.ts";
import type { FilterReason } from "#schemas/pattern/operators.ts";
import type { Pattern } from "#schemas/pattern/types.ts";

/** One decision of docs/pattern-language.md: a pattern, an event, and whether they match; if not, which clause fails and why. */
export interface CorpusCase {
  readonly name: string;
  readonly pattern: Pattern;
  readonly event: Envelope;
  readonly matches: boolean;
  readonly because?: {
    readonly clause: "name" | number;
    readonly reason: "name_differs" | "none_holds" | FilterReason;
  };
}

interface CorpusFile {
  readonly base: Envelope;
  readonly cases: readonly (Omit<CorpusCase, "event"> & { readonly event: Partial<Envelope> })[];
}

/**
 * Reads the golden corpus of the pattern language from the text of patterns.json, which gives of each event only what differs
 * from `base`. The file is part of the project, so its shape is trusted.
 */
export function parseCorpus(text: string): CorpusCase[] {
  const { base, cases }: CorpusFile = JSON.parse(text);
  return cases.map((one) => ({ ...one, event: { ...base, ...one.event } }));
}

import type { Pattern } from "#schemas/pattern/types.ts";

/** A pattern with the id by which a match names it. */
export interface Rule extends Pattern {
  readonly id: string;
}

import { timeSpan } from "#components/time/format.ts";
import type { Diagnosis } from "#schemas/receipt.ts";

const MS_PER_SECOND = 1000;

/** A diagnosis in a few words: the receipt's message has the whole sentence. */
export function diagnosisWords(diagnosis: Diagnosis): string {
  switch (diagnosis.kind) {
    case "older_secret":
      return "Signed with an older secret";
    case "skew": {
      const span = timeSpan(Math.abs(diagnosis.skewSeconds) * MS_PER_SECOND);
      return diagnosis.skewSeconds > 0 ? `Signed ${span} before it came` : `Signed ${span} in the future`;
    }
    case "body_rewritten":
      return "Body rewritten on the way";
  }
}

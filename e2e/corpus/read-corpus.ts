import { readFileSync } from "node:fs";
import { type CorpusCase, parseCorpus } from "./corpus.ts";

/** The text of the golden corpus of the pattern language. */
export function readCorpusText(): string {
  return readFileSync(new URL("patterns.json", import.meta.url), "utf8");
}

/** The golden corpus of the pattern language. */
export function readCorpus(): CorpusCase[] {
  return parseCorpus(readCorpusText());
}

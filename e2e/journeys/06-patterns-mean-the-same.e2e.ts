import { expect, test } from "@playwright/test";
import { expectedVerdict, judgeCase } from "#e2e/corpus/judge-corpus.ts";
import { readCorpus, readCorpusText } from "#e2e/corpus/read-corpus.ts";
import { runInBrowser } from "./support/browser-page.ts";

test("the browser's build of the pattern language says of every case what the corpus asks for", async ({
  page,
}) => {
  const module = "#e2e/corpus/judge-corpus.ts";
  const said = await runInBrowser(page, module, "judgeCorpusText", readCorpusText());
  const verdicts: unknown = JSON.parse(said);
  const corpus = readCorpus();
  expect(verdicts).toMatchObject(corpus.map(expectedVerdict));
  expect(verdicts).toEqual(JSON.parse(JSON.stringify(corpus.map(judgeCase))));
});

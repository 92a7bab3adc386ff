import { expect, test } from "vitest";
import { FILTER_OPERATORS } from "#schemas/pattern/types.ts";
import { compileMatcher } from "#server/domain/matching/matcher.ts";
import { expectedVerdict, judgeCase, judgeCorpusText } from "./judge-corpus.ts";
import { readCorpus, readCorpusText } from "./read-corpus.ts";

const corpus = readCorpus();

test("the corpus is large, its names are unique, and every operator both holds and fails in it", () => {
  expect(corpus.length).toBeGreaterThanOrEqual(340);
  expect(new Set(corpus.map(({ name }) => name)).size).toBe(corpus.length);
  for (const operator of [...FILTER_OPERATORS, "any_of"]) {
    const own = corpus.filter(({ pattern }) => JSON.stringify(pattern.filters).includes(`"${operator}"`));
    expect(new Set(own.map(({ matches }) => matches)), operator).toEqual(new Set([true, false]));
  }
});

test.each(corpus)("$name", (one) => {
  expect(judgeCase(one)).toMatchObject(expectedVerdict(one));
  const matcher = compileMatcher([{ id: "rule", ...one.pattern }]);
  expect(matcher.match(one.event)).toEqual(one.matches ? ["rule"] : []);
});

test("the verdicts survive as text, as a browser gives them back", () => {
  expect(JSON.parse(judgeCorpusText(readCorpusText()))).toMatchObject(corpus.map(expectedVerdict));
});

/** Every pattern meets every event, and some of these are as wide as a path may lead. */
const ALL_PAIRS_WITHIN_MS = 60_000;

test("one matcher of all the corpus's patterns finds for each event what each pattern finds alone", {
  timeout: ALL_PAIRS_WITHIN_MS,
}, () => {
  const rules = corpus.map(({ name, pattern }) => ({ id: name, ...pattern }));
  const matcher = compileMatcher(rules);
  for (const { event } of corpus) {
    const alone = corpus.filter((one) => judgeCase({ ...one, event }).matches).map(({ name }) => name);
    expect(matcher.match(event)).toEqual(alone);
  }
});

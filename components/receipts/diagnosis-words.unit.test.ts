import { expect, test } from "vitest";
import { diagnosisWords } from "./diagnosis-words.ts";

test.each([
  [{ kind: "older_secret" }, "Signed with an older secret"],
  [{ kind: "skew", skewSeconds: 4000 }, "Signed 1 h before it came"],
  [{ kind: "skew", skewSeconds: -330 }, "Signed 5 min in the future"],
  [{ kind: "body_rewritten", change: "white space was added" }, "Body rewritten on the way"],
] as const)("%j reads %j", (diagnosis, words) => {
  expect(diagnosisWords(diagnosis)).toBe(words);
});

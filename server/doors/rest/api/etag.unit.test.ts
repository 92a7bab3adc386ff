import { describe, expect, test } from "vitest";
import { ok } from "./answer.ts";
import { etagOf, refuseUnlessMatching, unlessKnown } from "./etag.ts";

const PRESENT = etagOf(3);

describe("If-Match", () => {
  test.each(['"3"', "*", ' "2" , "3"', '"a,b","3"', '"3",'])("%s matches version 3", (field) => {
    expect(refuseUnlessMatching(new Headers({ "if-match": field }), PRESENT)).toBeNull();
  });

  test.each(['"2"', 'W/"3"', "3", '"33"', '"3', 'x"3"', '"2" "3"', ""])("%s does not", (field) => {
    const refusal = refuseUnlessMatching(new Headers({ "if-match": field }), PRESENT);
    expect(refusal).toMatchObject({ status: 412, headers: { etag: PRESENT } });
  });

  test("that is missing is asked for", () => {
    expect(refuseUnlessMatching(new Headers(), PRESENT)).toMatchObject({ status: 428 });
  });
});

describe("If-None-Match", () => {
  const status = (field: string) =>
    unlessKnown(new Headers({ "if-none-match": field }), PRESENT, ok({})).status;

  test.each(['"3"', 'W/"3"', "*", '"1", W/"3"'])("%s knows version 3", (field) => {
    expect(status(field)).toBe(304);
  });

  test.each(['"2"', "3", '"3'])("%s does not", (field) => {
    expect(status(field)).toBe(200);
  });
});

import { expect, test } from "vitest";
import { arrivalMs, lowestIdAt } from "./arrival-id.ts";
import { Follower } from "./follower.ts";

const AT = Date.parse("2026-03-15T10:00:00Z");

/** The id of an event that arrived so many seconds later. */
function idAt(seconds: number, last = "1"): string {
  return lowestIdAt(AT + seconds * 1000).replace(/0$/, last);
}

function events(...ids: readonly string[]) {
  return ids.map((id) => ({ id }));
}

test("an id tells when it was made", () => {
  // The example of RFC 9562, appendix A.6.
  expect(arrivalMs("017f22e2-79b0-7cc3-98c4-dc0c0c07398f")).toBe(1_645_557_742_000);
  expect(lowestIdAt(1_645_557_742_000)).toBe("017f22e2-79b0-7000-8000-000000000000");
  expect(lowestIdAt(-1)).toBe("00000000-0000-7000-8000-000000000000");
});

test("what was read before is passed over, and what appears behind it is not", () => {
  const follower = new Follower();
  const [early, late] = [idAt(1), idAt(9)];
  expect(follower.take(events(late))).toEqual(events(late));
  follower.advance(late);
  expect(follower.after < early).toBe(true);
  expect(follower.take(events(early, late))).toEqual(events(early));
  follower.advance(late);
  expect(follower.take(events(early, late))).toEqual([]);
});

test("readings begin some seconds behind the newest event of the log, and never go back", () => {
  const follower = new Follower();
  follower.advance(idAt(60));
  expect(arrivalMs(follower.after)).toBe(AT + 45_000);
  follower.advance(null);
  follower.advance(idAt(50));
  expect(arrivalMs(follower.after)).toBe(AT + 45_000);
});

test("what no reading reaches any more is forgotten", () => {
  const follower = new Follower();
  follower.take(events(idAt(0)));
  follower.advance(idAt(60));
  expect(follower.take(events(idAt(0)))).toEqual(events(idAt(0)));
});

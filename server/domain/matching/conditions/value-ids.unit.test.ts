import fc from "fast-check";
import { expect, test } from "vitest";
import type { Field, Scalar } from "./field.ts";
import { FieldTable } from "./field-table.ts";
import { hashAt, hashScalar } from "./scalar-hash.ts";
import { ValueIds } from "./value-ids.ts";

/** Texts of eight characters that share all characters of which a hash is made, and some that do not. */
const values = fc.constantFrom<Scalar>(
  ..."abcdef".split("").map((varied) => `xy${varied}zaaaa`),
  ..."abcdef".split("").map((varied) => `${varied}yxzaaaa`),
  "",
  0,
  -0,
  0.01,
  0.02,
  true,
  null,
);

test("finds a value by the number that it was given, for as long as somebody needs it", () => {
  const steps = fc.array(fc.record({ field: fc.nat({ max: 1 }), value: values, isTaken: fc.boolean() }), {
    maxLength: 60,
  });
  fc.assert(
    fc.property(steps, (all) => {
      const table = new FieldTable();
      const fields = ["$.payload.a", "$.payload.b"]
        .map((path) => table.take(path))
        .filter((field) => field !== undefined);
      const ids = new ValueIds();
      const taken: [Field, Scalar, number][] = [];
      for (const { field: place, value, isTaken } of all) {
        const field = fields[place];
        if (field === undefined) continue;
        const last = taken.at(-1);
        if (isTaken) taken.push([field, value, ids.take(field, value)]);
        else if (last !== undefined) {
          taken.pop();
          ids.release(last[0], last[2]);
        }
        const found = ids.find(field, value, hashAt(field.number, hashScalar(value)));
        const expected = taken.find(([of, one]) => of === field && one === value)?.[2] ?? 0;
        expect(found).toBe(expected);
      }
    }),
    { numRuns: 500 },
  );
});

test("texts share a hash although they differ: otherwise the property above would show nothing", () => {
  expect(hashScalar("ayxzaaaa")).toBe(hashScalar("byxzaaaa"));
});

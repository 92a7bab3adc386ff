import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import fc from "fast-check";
import { expect, test } from "vitest";
import { randomSchema, randomValue } from "#e2e/support/random-schemas.ts";
import type { JsonObject } from "#schemas/json/value.ts";
import { compileSchema } from "./compile-schema.ts";

/** For a machine that does other things too: alone, the rounds take two seconds. */
const TIMEOUT_MS = 60_000;

/** Ajv 8.20.0 lets an empty array pass `contains` where a list of `items` stands beside it. */
function ajvErrs(schema: JsonObject): boolean {
  const text = JSON.stringify(schema);
  return text.includes('"contains":') && text.includes('"items":[');
}

/** Draft-07 alone: in 2020-12 there are more such cases. */
test(
  "Ajv gives the same verdicts, over random schemas and values",
  () => {
    const verdicts = { valid: 0, invalid: 0 };
    fc.assert(
      fc.property(
        randomSchema("draft-07").filter((schema) => !ajvErrs(schema)),
        fc.array(randomValue, { minLength: 30, maxLength: 40 }),
        (schema, values) => {
          const ajv = new Ajv({ strict: false, logger: false });
          addFormats.default(ajv);
          const validate = ajv.compile(schema);
          const compiled = compileSchema(schema, "draft-07");
          if (compiled.outcome === "refused") throw new Error(JSON.stringify(compiled.issues));
          for (const value of values) {
            const isValid = compiled.validate(value).length === 0;
            verdicts[isValid ? "valid" : "invalid"] += 1;
            expect([value, isValid]).toEqual([value, validate(value)]);
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(Math.min(verdicts.valid, verdicts.invalid)).toBeGreaterThan(500);
  },
  TIMEOUT_MS,
);

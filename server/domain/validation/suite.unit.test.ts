import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import addFormats from "ajv-formats";
import { describe, expect, test } from "vitest";
import { readDifferences, readSuite, type SuiteGroup } from "#e2e/corpus/json-schema/read-suite.ts";
import { isJsonObject, type JsonValue } from "#schemas/json/value.ts";
import { compileSchema } from "./compile-schema.ts";
import { DIALECTS, type Dialect } from "./dialect.ts";
import { guardSchema } from "./guard-schema.ts";

const DIALECT_URIS: Readonly<Record<Dialect, string>> = {
  "draft-07": "http://json-schema.org/draft-07/schema#",
  "2020-12": "https://json-schema.org/draft/2020-12/schema",
};

/** Ajv compiles 800 schemas in some seconds, on a machine that does nothing else. */
const AJV_TIMEOUT_MS = 120_000;

/** The suite's schemas leave it to the reader which dialect they are of. */
function inDialect(schema: JsonValue, dialect: Dialect): JsonValue {
  return isJsonObject(schema) ? { $schema: DIALECT_URIS[dialect], ...schema } : schema;
}

/** Whether a value is valid, by the way that a registered schema goes; null when the schema is refused. */
function judge(group: SuiteGroup, dialect: Dialect): (data: JsonValue) => boolean | null {
  const guard = guardSchema(JSON.stringify(inDialect(group.schema, dialect)));
  const compiled = guard.outcome === "refused" ? guard : compileSchema(guard.document, guard.dialect);
  return (data) => (compiled.outcome === "refused" ? null : compiled.validate(data).length === 0);
}

/** The same by Ajv, which throws where it refuses a schema, and where a value takes all of its stack. */
function judgeByAjv({ schema }: SuiteGroup, dialect: Dialect): (data: JsonValue) => boolean | null {
  const options = { strict: false, logger: false, ownProperties: true } as const;
  const ajv = dialect === "draft-07" ? new Ajv(options) : new Ajv2020(options);
  addFormats.default(ajv);
  const validate = orNull(() => ajv.compile(isJsonObject(schema) ? schema : schema === true));
  return (data) => orNull(() => validate?.(data) ?? null);
}

function orNull<Result>(ask: () => Result): Result | null {
  try {
    return ask();
  } catch {
    return null;
  }
}

function differencesIn(dialect: Dialect, judgeBy = judge): string[] {
  return readSuite(dialect).flatMap((group) => {
    const verdictOn = judgeBy(group, dialect);
    return group.tests
      .filter(({ data, valid }) => verdictOn(data) !== valid)
      .map(({ description }) => `${dialect} ${group.file}: ${group.description}, ${description}`);
  });
}

function listedFor(dialect: Dialect): string[] {
  return Object.values(readDifferences())
    .flatMap((byFile) =>
      Object.entries(byFile).flatMap(([file, names]) => names.map((name) => `${file}: ${name}`)),
    )
    .filter((name) => name.startsWith(`${dialect} `));
}

describe.each(DIALECTS)("JSON-Schema-Test-Suite, %s", (dialect) => {
  test("every verdict is the suite's but those that are listed with a reason", () => {
    expect(differencesIn(dialect).sort()).toEqual(listedFor(dialect).sort());
  });

  test("what Ajv gets right is missed only where it is refused by design", {
    timeout: AJV_TIMEOUT_MS,
  }, () => {
    const missedByAjv = new Set(differencesIn(dialect, judgeByAjv));
    const refused = /: (nul characters in strings|validate definition against metaschema|remote ref), /;
    const missed = differencesIn(dialect).filter((name) => !missedByAjv.has(name));
    expect(missed.filter((name) => !refused.test(name))).toEqual([]);
  });

  test("nothing of the required part is listed but what is refused or decided by design", () => {
    const required = listedFor(dialect).filter((name) => !name.startsWith(`${dialect} optional/`));
    const files = new Set(required.map((name) => name.slice(`${dialect} `.length, name.indexOf(":"))));
    const expected = ["const", "enum", "ref", "refRemote", dialect === "draft-07" ? "definitions" : "defs"];
    const newer = ["dynamicRef", "format", "vocabulary"];
    expect([...files].sort()).toEqual([...expected, ...(dialect === "draft-07" ? [] : newer)].sort());
  });
});

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

function differencesIn(dialect: Dialect): string[] {
  return readSuite(dialect).flatMap((group) => {
    const verdictOn = judge(group, dialect);
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

  test("nothing of the required part is listed but what is refused or decided by design", () => {
    const required = listedFor(dialect).filter((name) => !name.startsWith(`${dialect} optional/`));
    const files = new Set(required.map((name) => name.slice(`${dialect} `.length, name.indexOf(":"))));
    const expected = ["const", "enum", "ref", "refRemote", dialect === "draft-07" ? "definitions" : "defs"];
    const newer = ["dynamicRef", "format", "vocabulary"];
    expect([...files].sort()).toEqual([...expected, ...(dialect === "draft-07" ? [] : newer)].sort());
  });
});

import { readFileSync } from "node:fs";
import type { JsonValue } from "#schemas/json/value.ts";
import type { Dialect } from "#server/domain/validation/dialect.ts";

/** A schema of JSON-Schema-Test-Suite, and values that it is tried on. `file` has the path below the draft's folder. */
export interface SuiteGroup {
  readonly file: string;
  readonly description: string;
  readonly schema: JsonValue;
  readonly tests: readonly {
    readonly description: string;
    readonly data: JsonValue;
    readonly valid: boolean;
  }[];
}

/** The tests of one dialect. The file is part of the project, so its shape is trusted. */
export function readSuite(dialect: Dialect): SuiteGroup[] {
  const lines = readFileSync(new URL(`${dialect}.ndjson`, import.meta.url), "utf8")
    .trimEnd()
    .split("\n");
  return lines.map((line): SuiteGroup => JSON.parse(line));
}

/** Tests with another verdict than the suite's: to each reason, `<dialect> <file>` to the names of the tests. */
export function readDifferences(): Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> {
  return JSON.parse(readFileSync(new URL("differences.json", import.meta.url), "utf8"));
}

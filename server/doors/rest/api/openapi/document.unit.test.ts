import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { OPERATIONS } from "../operations/operations.ts";
import { openApiDocument } from "./document.ts";

const REDOCLY = fileURLToPath(new URL("../../../../../node_modules/.bin/redocly", import.meta.url));

/** The linter starts in a second or two, and in ten on a busy machine. */
const LINT_WITHIN_MS = 60_000;

test(
  "redocly finds nothing to say about the document",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "tidings-openapi-"));
    const file = join(folder, "openapi.json");
    writeFileSync(file, JSON.stringify(openApiDocument()));
    const lint = promisify(execFile)(REDOCLY, ["lint", file, "--extends=recommended", "--format=json"], {
      env: { ...process.env, REDOCLY_TELEMETRY: "off", REDOCLY_SUPPRESS_UPDATE_NOTICE: "true" },
      cwd: folder,
    });
    const { stdout } = await lint.finally(() => rmSync(folder, { recursive: true }));
    expect(JSON.parse(stdout).problems).toEqual([]);
  },
  LINT_WITHIN_MS,
);

test("has every operation once, by a name of its own, and the doors", () => {
  const { paths } = openApiDocument();
  const ids = Object.values(paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  const expected = [...OPERATIONS.map(({ operationId }) => operationId), "publishEvents", "receiveWebhook"];
  expect(ids.toSorted()).toEqual(expected.toSorted());
  expect(new Set(ids).size).toBe(ids.length);
});

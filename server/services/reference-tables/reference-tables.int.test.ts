import { afterAll, expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { MAX_TABLE_ROWS } from "#schemas/reference-table.ts";
import type { ActorCtx } from "../context.ts";
import { createRule } from "../rules/create.ts";
import { setRuleEnabled } from "../rules/set-enabled.ts";
import { updateRule } from "../rules/update.ts";
import { getTable, getTableRow, listTableRows, listTables } from "./read.ts";
import { removeTable } from "./remove.ts";
import { uploadTable } from "./upload.ts";

const stack = sharedRuntime();

const COUNTRIES = 'code,name,vat\nDE,Germany,19\nFR,"France, Metropolitan",20\n';

afterAll(() => stack.ctx.evaluators.close());

function upload(name: string, content: string, more: object = {}) {
  const input = { name, format: "csv", keyColumn: "code", content, ...more };
  return uploadTable({ ctx: stack.ctx, input });
}

async function rowsOf(name: string) {
  const result = await listTableRows({ ctx: stack.ctx, input: { name } });
  if (result.outcome === "not_found") throw new Error("There is no such table.");
  return result.rows.map(({ key, row }) => [key, JSON.parse(row)]);
}

test("CSV: the header names the columns, values are text, formulas stay text", async () => {
  expect(await upload("formulas", 'code,name\nA,=cmd|\' /C calc\'!A0\nB,"say ""hi"""\n')).toEqual({
    outcome: "created",
    version: 1,
    rowCount: 2,
  });
  expect(await rowsOf("formulas")).toEqual([
    ["A", { code: "A", name: "=cmd|' /C calc'!A0" }],
    ["B", { code: "B", name: 'say "hi"' }],
  ]);
});

test("a spreadsheet's semicolons, tabs, byte order mark and line ends are read", async () => {
  for (const content of [
    "\ufeffcode;name\r\nDE;Deutschland, Land\r\n",
    "code\tname\nDE\tDeutschland, Land\n\n",
    "\ncode;name\nDE;Deutschland, Land\n",
    "\ufeffsep=;\r\ncode;name\r\nDE;Deutschland, Land\r\n",
    '"sep=|"\rcode|name\r DE |Deutschland, Land\r',
  ]) {
    expect(await upload("spreadsheet", content)).toMatchObject({ rowCount: 1 });
    expect(await rowsOf("spreadsheet")).toEqual([["DE", { code: "DE", name: "Deutschland, Land" }]]);
  }
});

test("JSON: a list of rows, or rows by key", async () => {
  const format = "json";
  const list = '[{"code":"DE","vat":19},{"code":276,"tags":["x"],"__proto__":{"y":1}}]';
  expect(await upload("list", list, { format })).toMatchObject({ outcome: "created", rowCount: 2 });
  expect(await getTableRow({ ctx: stack.ctx, input: { name: "list", key: "276" } })).toEqual({
    outcome: "found",
    row: '{"code":276,"tags":["x"],"__proto__":{"y":1}}',
  });
  expect(await upload("keyed", '{"DE":{"vat":19},"__proto__":{"vat":0}}', { format })).toMatchObject({
    rowCount: 2,
  });
  expect(await rowsOf("keyed")).toHaveLength(2);
  expect(await getTableRow({ ctx: stack.ctx, input: { name: "keyed", key: "DE" } })).toEqual({
    outcome: "found",
    row: '{"vat":19,"code":"DE"}',
  });
});

test.each([
  ["", "csv", "The table has no rows."],
  ["code,name\n", "csv", "The table has no rows."],
  ["a,b\n1,2\n", "csv", 'The first line names no column "code". It names: a, b.'],
  ["code,code\n1,2\n", "csv", 'names the column "code" twice'],
  ["code,\n1,2\n", "csv", "Line 2: a column has no name."],
  ["code,name\nDE\n", "csv", "Invalid Record Length"],
  ['code,name\nDE,"x\n', "csv", "Quote Not Closed"],
  ["code,name\nDE,a\nDE,b\n", "csv", 'Line 3: the key "DE" is there already.'],
  ["code,name\n,b\n", "csv", 'Line 2: the column "code" must have a text or a number'],
  ["code,name\n  ,b\n", "csv", 'Line 2: the column "code" must have'],
  ['\r\ncode,name\r\n\r\nDE,"a\r\nb"\r\n\r\nDE,b\r\n', "csv", 'Line 8: the key "DE" is there already.'],
  ["sep=;\ncode;name\n DE;a\nDE ;b", "csv", 'Line 4: the key "DE" is there already.'],
  ["code,name\nD\u0000,b\n", "csv", "characters that are no text"],
  ["code,name\nD\u202e,b\n", "csv", "all of them printable"],
  [`code\n${"x".repeat(256)}\n`, "csv", "a key has at most 255 characters"],
  [
    '[{"code":1,"n":9007199254740992},{"code":9007199254740993}]',
    "json",
    'Row 2, column "code": the number 9007199254740993 has more digits than a number keeps. Send it as text',
  ],
  [
    '{"DE":{"iban":[12345678901234567890]}}',
    "json",
    'DE, column "iban": the number 12345678901234567890 has',
  ],
  ["[1]", "json", "Row 1: a row is an object"],
  ['[{"code":null}]', "json", "must have a text or a number"],
  ['[{"code":"a\\u0000"}]', "json", "U+0000"],
  ["[{", "json", ""],
  ["5", "json", "The table has no rows."],
  ["[".repeat(100_000), "json", ""],
])("what is no table is refused: case %#", async (content, format, message) => {
  const result = await upload("refused", content, { format });
  expect(result).toMatchObject({ outcome: "refused", message: expect.stringContaining(message) });
  expect(await getTable({ ctx: stack.ctx, input: { name: "refused" } })).toEqual({ outcome: "not_found" });
});

test("the largest table is read, one row more is refused", async () => {
  const lines = Array.from({ length: MAX_TABLE_ROWS }, (_, row) => `${row},name of ${row},${row * 2},x,y,z`);
  const content = `code,name,n,a,b,c\n${lines.join("\n")}`;
  expect(await upload("largest", content)).toMatchObject({ outcome: "created", rowCount: MAX_TABLE_ROWS });
  expect(await upload("larger", `${content}\none more,,,,,`)).toMatchObject({
    outcome: "refused",
    message: expect.stringContaining("at most 50000"),
  });
  const page = await listTableRows({ ctx: stack.ctx, input: { name: "largest", cursor: "49998" } });
  const keys = page.outcome === "found" ? page.rows.map(({ key }) => key) : [];
  expect(keys.slice(0, 3)).toEqual(["49999", "5", "50"]);
}, 30_000);

test("versions: a new upload is the next one, the same one is none, a stale one is refused", async () => {
  expect(await upload("countries", COUNTRIES, { version: 0 })).toMatchObject({
    outcome: "created",
    version: 1,
  });
  expect(await upload("countries", COUNTRIES)).toMatchObject({ outcome: "unchanged", version: 1 });
  const more = `${COUNTRIES}IT,Italy,22\n`;
  expect(await upload("countries", more, { version: 0 })).toEqual({
    outcome: "stale_version",
    currentVersion: 1,
  });
  expect(await upload("countries", more, { version: 1 })).toMatchObject({
    outcome: "replaced",
    version: 2,
    rowCount: 3,
  });
  const audit = await stack.ctx.db.sql`
    select action, before, after from audit_entries where entity_id = 'countries' order by id`;
  expect(audit).toMatchObject([
    {
      action: "reference_table.created",
      before: null,
      after: { version: 1, rowCount: 2, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    },
    { action: "reference_table.replaced", before: { version: 1 }, after: { version: 2, rowCount: 3 } },
  ]);
  expect(JSON.stringify(audit)).not.toContain("Germany");
  const { rows } = await listTables({ ctx: stack.ctx, input: {} });
  expect(rows.find(({ name }) => name === "countries")).toMatchObject({
    version: 2,
    rowCount: 3,
    keyColumn: "code",
  });
});

test("rules see the present version; a table that a rule names stays", async () => {
  const { ctx } = stack;
  const definition = {
    name: "known currencies",
    severity: "refuse",
    enabled: true,
    appliesTo: { type: "prefix", value: "invoice." },
    rule: {
      kind: "check",
      expression: "exists_in('currencies', payload.currency)",
      message: "Unknown currency.",
    },
  };
  await upload("currencies", "code\nEUR\n");
  const created = await createRule({ ctx, input: definition });
  if (created.outcome !== "created") throw new Error(created.outcome);
  const judge = async (currency: string) => {
    await ctx.rules.refresh(ctx.db.sql);
    const [verdict] = await ctx.rules.judge([
      {
        eventId: "e",
        pattern: "invoice.paid",
        version: "1",
        source: { type: "external", id: "s" },
        timestamp: "2026-03-01T12:00:00Z",
        payload: { currency },
        metadata: {},
      },
    ]);
    return verdict?.refusals.map(({ message, actual }) => [message, actual]);
  };
  expect(await judge("EUR")).toEqual([]);
  expect(await judge("USD")).toEqual([["Unknown currency.", '"USD"']]);
  await upload("currencies", "code\nUSD\n");
  expect(await judge("USD")).toEqual([]);
  const remove = () => removeTable({ ctx, input: { name: "currencies" } });
  expect(await remove()).toEqual({ outcome: "in_use", rules: ["known currencies"] });
  await setRuleEnabled({ ctx, input: { id: created.id, version: 1, enabled: false } });
  expect(await remove()).toMatchObject({ outcome: "in_use" });
  const rule = { ...definition.rule, expression: "payload.currency == 'EUR'" };
  await updateRule({ ctx, input: { id: created.id, version: 2, definition: { ...definition, rule } } });
  expect(await remove()).toEqual({ outcome: "removed" });
  expect(await remove()).toEqual({ outcome: "not_found" });
  // One of the same name is another table, although it begins with version 1 as well.
  await upload("currencies", "code\nCHF\n");
  await updateRule({ ctx, input: { id: created.id, version: 3, definition } });
  expect(await judge("CHF")).toEqual([]);
  expect(await judge("USD")).toHaveLength(1);
});

test("only admins write", async () => {
  const viewer: ActorCtx = { ...stack.ctx, actor: { ...stack.ctx.actor, role: "viewer" } };
  const input = { name: "x", format: "csv", keyColumn: "code", content: COUNTRIES };
  await expect(uploadTable({ ctx: viewer, input })).rejects.toThrow("rules.write");
  await expect(removeTable({ ctx: viewer, input: { name: "x" } })).rejects.toThrow("rules.write");
  await listTables({ ctx: viewer, input: {} });
});

import { z } from "zod";
import { listByNameInput } from "#schemas/by-id.ts";
import { parseJson } from "#schemas/json/parse.ts";
import { byTableName, tableRowInput, tableRowsInput } from "#schemas/reference-table.ts";
import { getTable, getTableRow, listTableRows, listTables } from "#server/services/reference-tables/read.ts";
import { describeUse, removeTable } from "#server/services/reference-tables/remove.ts";
import { type Answer, noContent, notFound, ok, okText, refused } from "../answer.ts";
import { etagOf, unlessKnown } from "../etag.ts";
import { answerSchema } from "../named.ts";
import { NO_BODY, NONE, operation } from "../operation.ts";
import { cursorParameter, pageAnswer, pageSchema } from "../page.ts";
import { instant } from "./event-representation.ts";

const tableSchema = answerSchema(
  "ReferenceTable",
  z.strictObject({
    name: z.string(),
    version: z.int().min(1).describe("Grows by one with every upload that changes something; the ETag."),
    keyColumn: z.string().describe("The column whose value finds a row."),
    rowCount: z.int().min(1),
    bytes: z.int().min(2).describe("Of the rows as JSON."),
    author: z.string(),
    createdAt: instant,
    updatedAt: instant,
  }),
);

const rowSchema = answerSchema(
  "ReferenceRow",
  z.strictObject({ key: z.string(), row: z.looseObject({}).describe("The values by column.") }),
);

const byName = z.strictObject(byTableName.shape);
const resource = { tag: "Rules", params: byName, query: NONE } as const;

type TableRow = Awaited<ReturnType<typeof listTables>>["rows"][number];

function representationOf({ authorLabel: author, ...table }: TableRow): z.output<typeof tableSchema> {
  const { name, version, keyColumn, rowCount, bytes, createdAt, updatedAt } = table;
  return { name, version, keyColumn, rowCount, bytes, author, createdAt, updatedAt };
}

export const referenceTableOperations = [
  operation({
    method: "get",
    path: "/reference-tables",
    operationId: "listReferenceTables",
    summary: "List reference tables",
    description: "By name, without their rows.",
    tag: "Rules",
    scope: "read",
    params: NONE,
    query: z.strictObject({ cursor: cursorParameter(listByNameInput.shape.cursor.unwrap().unwrap()) }),
    body: NO_BODY,
    success: {
      status: 200,
      description: "A page of reference tables.",
      schema: pageSchema("ReferenceTablePage", tableSchema),
      headers: ["Link"],
    },
    handle: async ({ ctx, query, url }) => {
      const { rows, nextCursor } = await listTables({ ctx, input: query });
      return pageAnswer(url, rows.map(representationOf), nextCursor);
    },
  }),

  operation({
    ...resource,
    method: "get",
    path: "/reference-tables/{name}",
    operationId: "getReferenceTable",
    summary: "Read what a reference table is",
    scope: "read",
    body: NO_BODY,
    success: { status: 200, description: "The table.", schema: tableSchema, headers: ["ETag"] },
    conditional: "read",
    handle: async ({ ctx, params, headers }) => {
      const found = await getTable({ ctx, input: params });
      if (found.outcome === "not_found") return notFound("reference table");
      const { outcome: _outcome, ...table } = found;
      return unlessKnown(headers, etagOf(table.version), ok(representationOf(table)));
    },
  }),

  operation({
    ...resource,
    method: "delete",
    path: "/reference-tables/{name}",
    operationId: "deleteReferenceTable",
    summary: "Delete a reference table",
    description: "Refused while a business rule names it, also one that is switched off.",
    scope: "manage",
    body: NO_BODY,
    success: { status: 204, description: "The table is gone." },
    problems: [409],
    handle: async ({ ctx, params }): Promise<Answer> => {
      const result = await removeTable({ ctx, input: params });
      switch (result.outcome) {
        case "removed":
          return noContent();
        case "not_found":
          return notFound("reference table");
        case "in_use":
          return refused(409, "in_use", describeUse(result.rules));
      }
    },
  }),

  operation({
    ...resource,
    method: "get",
    path: "/reference-tables/{name}/rows",
    operationId: "listReferenceRows",
    summary: "Read a reference table's rows",
    description: "By key.",
    scope: "read",
    query: z.strictObject({ cursor: cursorParameter(tableRowsInput.shape.cursor.unwrap().unwrap()) }),
    body: NO_BODY,
    success: {
      status: 200,
      description: "A page of rows.",
      schema: pageSchema("ReferenceRowPage", rowSchema),
      headers: ["Link"],
    },
    handle: async ({ ctx, params, query, url }) => {
      const found = await listTableRows({ ctx, input: { ...params, ...query } });
      if (found.outcome === "not_found") return notFound("reference table");
      const items = found.rows.map(({ key, row }) => ({ key, row: parseJson(row) }));
      return pageAnswer(url, items, found.nextCursor);
    },
  }),

  operation({
    tag: "Rules",
    method: "get",
    path: "/reference-tables/{name}/rows/{key}",
    operationId: "getReferenceRow",
    summary: "Look a row up",
    description: "What `lookup` gives a rule for this key.",
    scope: "read",
    params: z.strictObject(tableRowInput.shape),
    query: NONE,
    body: NO_BODY,
    success: { status: 200, description: "The row.", schema: z.looseObject({}) },
    handle: async ({ ctx, params }) => {
      const found = await getTableRow({ ctx, input: params });
      return found.outcome === "not_found" ? notFound("row") : okText(found.row);
    },
  }),
];

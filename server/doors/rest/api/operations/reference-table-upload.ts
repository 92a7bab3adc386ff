import { z } from "zod";
import {
  byTableName,
  isTableName,
  MAX_TABLE_BYTES,
  TABLE_NAME_RULE,
  tableUpload,
} from "#schemas/reference-table.ts";
import { getTable } from "#server/services/reference-tables/read.ts";
import { uploadTable } from "#server/services/reference-tables/upload.ts";
import { invalidMember, ok, refused } from "../answer.ts";
import { etagOf, refuseUnlessMatching, refuseUnlessUnconditional, staleVersion } from "../etag.ts";
import { answerSchema, requestSchema } from "../named.ts";
import { NONE, operation } from "../operation.ts";

/** The largest table, each of its characters written with an escape of two. */
const MAX_UPLOAD_BYTES = 2 * MAX_TABLE_BYTES + 4_096;

const uploadedSchema = answerSchema(
  "ReferenceTableUploaded",
  z.strictObject({ name: z.string(), version: z.int().min(1), rowCount: z.int().min(1) }),
);

export const referenceTableUploadOperations = [
  operation({
    method: "put",
    path: "/reference-tables/{name}",
    operationId: "uploadReferenceTable",
    summary: "Upload a reference table",
    description:
      "Makes the table, or replaces all of its rows. `content` is a CSV file whose first line names the columns (every value is text), or JSON: an array of objects, or an object of objects by key. The same rows again change nothing. A table that is there is replaced with its ETag as If-Match.",
    tag: "Rules",
    scope: "manage",
    params: z.strictObject(byTableName.shape),
    query: NONE,
    body: requestSchema("ReferenceTableUpload", tableUpload),
    bodyExample: { format: "csv", keyColumn: "code", content: "code,name\nDE,Germany\nFR,France\n" },
    maxBodyBytes: MAX_UPLOAD_BYTES,
    success: { status: 200, description: "The table's version.", schema: uploadedSchema, headers: ["ETag"] },
    conditional: "make_or_change",
    handle: async ({ ctx, params: { name }, headers, body }) => {
      if (!isTableName(name))
        return refused(404, "not_found", `No table can have this name. ${TABLE_NAME_RULE}`);
      const found = await getTable({ ctx, input: { name } });
      const version = found.outcome === "found" ? found.version : 0;
      const refusal =
        found.outcome === "found"
          ? refuseUnlessMatching(headers, etagOf(version))
          : refuseUnlessUnconditional(headers);
      if (refusal) return refusal;
      const result = await uploadTable({ ctx, input: { name, version, ...body } });
      switch (result.outcome) {
        case "created":
        case "replaced":
        case "unchanged": {
          const { rowCount } = result;
          return ok({ name, version: result.version, rowCount }, { etag: etagOf(result.version) });
        }
        case "refused":
          return invalidMember("/content", result.message);
        case "stale_version":
          return staleVersion(result.currentVersion === null ? undefined : etagOf(result.currentVersion));
      }
    },
  }),
];

import { z } from "zod";
import { listByNameInput } from "#schemas/by-id.ts";
import { createPattern } from "#server/services/patterns/create.ts";
import { getPattern } from "#server/services/patterns/get.ts";
import { listPatterns } from "#server/services/patterns/list.ts";
import { setPatternEnabled } from "#server/services/patterns/set-enabled.ts";
import { updatePattern } from "#server/services/patterns/update.ts";
import { created, notFound, ok } from "../answer.ts";
import { etagOf, unlessKnown } from "../etag.ts";
import { BY_ID, NO_BODY, NONE, operation } from "../operation.ts";
import { cursorParameter, pageAnswer, pageSchema } from "../page.ts";
import { changeIfMatching, nameTaken } from "../versioned.ts";
import { PATTERN, replaced, unknownWorkflow } from "./pattern-answers.ts";
import {
  newPatternSchema,
  PATTERN_EXAMPLE,
  patternEnabledSchema,
  patternSchema,
  patternSummarySchema,
  representationOf,
  summaryOf,
} from "./pattern-representation.ts";

const resource = { tag: "Patterns", params: BY_ID, query: NONE } as const;
const patternAnswer = {
  status: 200,
  description: "The pattern.",
  schema: patternSchema,
  headers: ["ETag"],
} as const;

export const patternOperations = [
  operation({
    method: "get",
    path: "/patterns",
    operationId: "listPatterns",
    summary: "List patterns",
    description: "By name. Matches are counted up to 1 001.",
    tag: "Patterns",
    scope: "read",
    params: NONE,
    query: z.strictObject({ cursor: cursorParameter(listByNameInput.shape.cursor.unwrap().unwrap()) }),
    body: NO_BODY,
    success: {
      status: 200,
      description: "A page of patterns.",
      schema: pageSchema("PatternPage", patternSummarySchema),
      headers: ["Link"],
    },
    handle: async ({ ctx, query, url }) => {
      const { rows, nextCursor } = await listPatterns({ ctx, input: query });
      return pageAnswer(url, rows.map(summaryOf), nextCursor);
    },
  }),

  operation({
    method: "post",
    path: "/patterns",
    operationId: "createPattern",
    summary: "Add a pattern",
    description:
      "Workers match events with it within a second. Events that are in the log already are not matched.",
    tag: "Patterns",
    scope: "manage",
    params: NONE,
    query: NONE,
    body: newPatternSchema,
    bodyExample: PATTERN_EXAMPLE,
    success: { ...patternAnswer, status: 201, headers: ["ETag", "Location"] },
    problems: [409],
    handle: async ({ ctx, body }) => {
      const result = await createPattern({ ctx, input: body });
      switch (result.outcome) {
        case "created": {
          const pattern = representationOf(result.id, 1, body);
          return created(pattern, `/api/v1/patterns/${result.id}`, { etag: etagOf(1) });
        }
        case "name_taken":
          return nameTaken(PATTERN);
        case "workflow_not_found":
          return unknownWorkflow();
      }
    },
  }),

  operation({
    ...resource,
    method: "get",
    path: "/patterns/{id}",
    operationId: "getPattern",
    summary: "Read a pattern",
    scope: "read",
    body: NO_BODY,
    success: patternAnswer,
    conditional: "read",
    handle: async ({ ctx, params, headers }) => {
      const found = await getPattern({ ctx, input: params });
      if (found.outcome === "not_found") return notFound(PATTERN);
      const { id, version, definition } = found;
      return unlessKnown(headers, etagOf(version), ok(representationOf(id, version, definition)));
    },
  }),

  operation({
    ...resource,
    method: "put",
    path: "/patterns/{id}",
    operationId: "replacePattern",
    summary: "Replace a pattern",
    description:
      "Gives the pattern its next version. The earlier ones stay: every match names the one that made it.",
    scope: "manage",
    body: newPatternSchema,
    bodyExample: PATTERN_EXAMPLE,
    success: patternAnswer,
    conditional: "change",
    problems: [409],
    handle: async ({ ctx, params: { id }, headers, body }) => {
      const found = await getPattern({ ctx, input: { id } });
      return await changeIfMatching({ what: PATTERN, headers }, found, async ({ version }) => {
        const result = await updatePattern({ ctx, input: { id, version, definition: body } });
        return replaced(result, id, body);
      });
    },
  }),

  operation({
    ...resource,
    method: "patch",
    path: "/patterns/{id}",
    operationId: "enablePattern",
    summary: "Switch a pattern on or off",
    description: "A version too: a match names the one that made it.",
    scope: "manage",
    body: patternEnabledSchema,
    bodyExample: { enabled: false },
    success: patternAnswer,
    conditional: "change",
    handle: async ({ ctx, params: { id }, headers, body }) => {
      const found = await getPattern({ ctx, input: { id } });
      return await changeIfMatching({ what: PATTERN, headers }, found, async ({ version, definition }) => {
        const result = await setPatternEnabled({ ctx, input: { id, version, ...body } });
        return replaced(result, id, { ...definition, ...body });
      });
    },
  }),
];

import { z } from "zod";
import { listByNameInput } from "#schemas/by-id.ts";
import { createRule, describeTooMany } from "#server/services/rules/create.ts";
import { getRule } from "#server/services/rules/get.ts";
import { listRules } from "#server/services/rules/list.ts";
import { setRuleEnabled } from "#server/services/rules/set-enabled.ts";
import { updateRule } from "#server/services/rules/update.ts";
import { created, notFound, ok, refused } from "../answer.ts";
import { etagOf, unlessKnown } from "../etag.ts";
import { BY_ID, NO_BODY, NONE, operation } from "../operation.ts";
import { cursorParameter, pageAnswer, pageSchema } from "../page.ts";
import { changeIfMatching, nameTaken } from "../versioned.ts";
import { BUSINESS_RULE, replaced, unsound } from "./rule-answers.ts";
import {
  listedRuleSchema,
  newRuleSchema,
  RULE_EXAMPLE,
  representationOf,
  ruleEnabledSchema,
  ruleSchema,
  ruleVersionsSchema,
  versionOf,
} from "./rule-representation.ts";

const resource = { tag: "Rules", params: BY_ID, query: NONE } as const;
const ruleAnswer = {
  status: 200,
  description: "The business rule.",
  schema: ruleSchema,
  headers: ["ETag"],
} as const;

export const ruleOperations = [
  operation({
    method: "get",
    path: "/rules",
    operationId: "listRules",
    summary: "List business rules",
    description: "By name, switched-off ones too.",
    tag: "Rules",
    scope: "read",
    params: NONE,
    query: z.strictObject({ cursor: cursorParameter(listByNameInput.shape.cursor.unwrap().unwrap()) }),
    body: NO_BODY,
    success: {
      status: 200,
      description: "A page of business rules.",
      schema: pageSchema("BusinessRulePage", listedRuleSchema),
      headers: ["Link"],
    },
    handle: async ({ ctx, query, url }) => {
      const { rows, nextCursor } = await listRules({ ctx, input: query });
      const items = rows.map(({ id, version, definition, isLearning, updatedAt }) => ({
        ...representationOf(id, version, definition),
        isLearning,
        updatedAt,
      }));
      return pageAnswer(url, items, nextCursor);
    },
  }),

  operation({
    method: "post",
    path: "/rules",
    operationId: "createRule",
    summary: "Add a business rule",
    description:
      "Events that are processed from now on are judged by it. A state machine first reads from the log where its entities are, and refuses nothing until it knows.",
    tag: "Rules",
    scope: "manage",
    params: NONE,
    query: NONE,
    body: newRuleSchema,
    bodyExample: RULE_EXAMPLE,
    success: { ...ruleAnswer, status: 201, headers: ["ETag", "Location"] },
    problems: [409],
    handle: async ({ ctx, body }) => {
      const result = await createRule({ ctx, input: body });
      switch (result.outcome) {
        case "created":
          return created(representationOf(result.id, 1, body), `/api/v1/rules/${result.id}`, {
            etag: etagOf(1),
          });
        case "name_taken":
          return nameTaken(BUSINESS_RULE);
        case "too_many_rules":
          return refused(409, "limit_reached", describeTooMany(result.limit));
        case "invalid_expression":
        case "unknown_table":
          return unsound(result);
      }
    },
  }),

  operation({
    ...resource,
    method: "get",
    path: "/rules/{id}",
    operationId: "getRule",
    summary: "Read a business rule",
    scope: "read",
    body: NO_BODY,
    success: ruleAnswer,
    conditional: "read",
    handle: async ({ ctx, params, headers }) => {
      const found = await getRule({ ctx, input: params });
      if (found.outcome === "not_found") return notFound(BUSINESS_RULE);
      const { id, version, definition } = found;
      return unlessKnown(headers, etagOf(version), ok(representationOf(id, version, definition)));
    },
  }),

  operation({
    ...resource,
    method: "get",
    path: "/rules/{id}/versions",
    operationId: "listRuleVersions",
    summary: "Read what a business rule was",
    description: "A verdict names the version that made it.",
    scope: "read",
    body: NO_BODY,
    success: { status: 200, description: "The versions.", schema: ruleVersionsSchema },
    handle: async ({ ctx, params }) => {
      const found = await getRule({ ctx, input: params });
      return found.outcome === "not_found"
        ? notFound(BUSINESS_RULE)
        : ok({ items: found.versions.map(versionOf) });
    },
  }),

  operation({
    ...resource,
    method: "put",
    path: "/rules/{id}",
    operationId: "replaceRule",
    summary: "Replace a business rule",
    description:
      "Gives the rule its next version. Events that were rejected stay so until they are judged again. A state machine that looks at something else reads the log anew.",
    scope: "manage",
    body: newRuleSchema,
    bodyExample: RULE_EXAMPLE,
    success: ruleAnswer,
    conditional: "change",
    problems: [409],
    handle: async ({ ctx, params: { id }, headers, body }) => {
      const found = await getRule({ ctx, input: { id } });
      return await changeIfMatching({ what: BUSINESS_RULE, headers }, found, async ({ version }) => {
        const result = await updateRule({ ctx, input: { id, version, definition: body } });
        return replaced(result, id, body);
      });
    },
  }),

  operation({
    ...resource,
    method: "patch",
    path: "/rules/{id}",
    operationId: "enableRule",
    summary: "Switch a business rule on or off",
    description: "A version too. A state machine that is switched on again reads the log anew.",
    scope: "manage",
    body: ruleEnabledSchema,
    bodyExample: { enabled: false },
    success: ruleAnswer,
    conditional: "change",
    handle: async ({ ctx, params: { id }, headers, body }) => {
      const found = await getRule({ ctx, input: { id } });
      return await changeIfMatching(
        { what: BUSINESS_RULE, headers },
        found,
        async ({ version, definition }) => {
          const result = await setRuleEnabled({ ctx, input: { id, version, ...body } });
          return replaced(result, id, { ...definition, ...body });
        },
      );
    },
  }),
];

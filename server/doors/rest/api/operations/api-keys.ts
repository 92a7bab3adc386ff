import { z } from "zod";
import { apiKeyInput, listApiKeysInput } from "#schemas/api-key.ts";
import { rateLimit } from "#schemas/source-configuration.ts";
import { createApiKey } from "#server/services/api-keys/create.ts";
import { getApiKey } from "#server/services/api-keys/get.ts";
import { type ApiKeyPage, listApiKeys } from "#server/services/api-keys/list.ts";
import { revokeApiKey } from "#server/services/api-keys/revoke.ts";
import { created, noContent, notFound, ok } from "../answer.ts";
import { answerSchema, requestSchema } from "../named.ts";
import { BY_ID, NO_BODY, NONE, operation } from "../operation.ts";
import { cursorParameter, pageAnswer, pageSchema } from "../page.ts";
import { instant } from "./event-representation.ts";

const { sourceId: _sourceId, ...members } = apiKeyInput.shape;

const newKeySchema = requestSchema("NewApiKey", z.strictObject(members));

const keySchema = answerSchema(
  "ApiKey",
  z.strictObject({
    id: z.uuid(),
    name: z.string(),
    prefix: z.string().describe("What the key begins with: enough to tell keys apart."),
    scopes: z.array(z.string()),
    rateLimit: rateLimit.nullable(),
    createdAt: instant,
    revokedAt: instant.nullable().describe("Null while the key is live."),
  }),
);

const createdKeySchema = answerSchema(
  "CreatedApiKey",
  z.strictObject({
    ...newKeySchema.shape,
    id: z.uuid(),
    key: z.string().describe("The key itself. It is shown this once: only its hash is kept."),
  }),
);

const EXAMPLE = { name: "Billing", scopes: ["publish"], rateLimit: null };

/** A key as it is listed; what of it is stored as JSON is read by its schema. */
function representationOf({
  rateLimit: limit,
  ...row
}: ApiKeyPage["rows"][number]): z.output<typeof keySchema> {
  return keySchema.parse({ ...row, rateLimit: limit });
}

export const apiKeyOperations = [
  operation({
    method: "get",
    path: "/keys",
    operationId: "listApiKeys",
    summary: "List API keys",
    description: "Live and revoked, newest first. The keys themselves are not kept.",
    tag: "API keys",
    scope: "read",
    params: NONE,
    query: z.strictObject({ cursor: cursorParameter(listApiKeysInput.shape.cursor.unwrap().unwrap()) }),
    body: NO_BODY,
    success: {
      status: 200,
      description: "A page of keys.",
      schema: pageSchema("ApiKeyPage", keySchema),
      headers: ["Link"],
    },
    handle: async ({ ctx, key, query: { cursor }, url }) => {
      const { rows, nextCursor } = await listApiKeys({ ctx, input: { sourceId: key.sourceId, cursor } });
      return pageAnswer(url, rows.map(representationOf), nextCursor);
    },
  }),

  operation({
    method: "post",
    path: "/keys",
    operationId: "createApiKey",
    summary: "Make an API key",
    description: "The answer holds the key, this once.",
    tag: "API keys",
    scope: "manage",
    params: NONE,
    query: NONE,
    body: newKeySchema,
    bodyExample: EXAMPLE,
    success: { status: 201, description: "The key.", schema: createdKeySchema, headers: ["Location"] },
    handle: async ({ ctx, key, body }) => {
      const result = await createApiKey({ ctx, input: { ...body, sourceId: key.sourceId } });
      switch (result.outcome) {
        case "created":
          return created({ ...body, id: result.id, key: result.key }, `/api/v1/keys/${result.id}`);
        case "takes_no_keys":
          throw new Error("A key belongs to a source that takes no keys.");
      }
    },
  }),

  operation({
    method: "get",
    path: "/keys/{id}",
    operationId: "getApiKey",
    summary: "Read what is known of an API key",
    tag: "API keys",
    scope: "read",
    params: BY_ID,
    query: NONE,
    body: NO_BODY,
    success: { status: 200, description: "The key, without what it is.", schema: keySchema },
    handle: async ({ ctx, params }) => {
      const found = await getApiKey({ ctx, input: params });
      return found.outcome === "found" ? ok(representationOf(found.key)) : notFound("key");
    },
  }),

  operation({
    method: "delete",
    path: "/keys/{id}",
    operationId: "revokeApiKey",
    summary: "Revoke an API key",
    description:
      "For good, and within a second in every process. Without If-Match: a key that leaked must end at once.",
    tag: "API keys",
    scope: "manage",
    params: BY_ID,
    query: NONE,
    body: NO_BODY,
    success: { status: 204, description: "The key is revoked, by this request or by an earlier one." },
    handle: async ({ ctx, params }) => {
      const found = await getApiKey({ ctx, input: params });
      if (found.outcome === "not_found") return notFound("key");
      await revokeApiKey({ ctx, input: params });
      return noContent();
    },
  }),
];

import { z } from "zod";
import { expireSecret } from "#server/services/sources/expire-secret.ts";
import { getSource } from "#server/services/sources/get.ts";
import { rotateSecret } from "#server/services/sources/rotate-secret.ts";
import { created, invalidMember, noContent, notFound, ok } from "../answer.ts";
import { BY_ID, NO_BODY, NONE, operation } from "../operation.ts";
import { createdSecretSchema, newSecretSchema, secretListSchema } from "./source-representation.ts";

const resource = { tag: "Sources", query: NONE } as const;

export const sourceSecretOperations = [
  operation({
    ...resource,
    method: "get",
    path: "/sources/{id}/secrets",
    operationId: "listSecrets",
    summary: "List a source's secrets",
    description: "When they were made and when they end, newest first. Nobody is shown the secrets.",
    scope: "read",
    params: BY_ID,
    body: NO_BODY,
    success: { status: 200, description: "What is known of the secrets.", schema: secretListSchema },
    handle: async ({ ctx, params }) => {
      const found = await getSource({ ctx, input: params });
      return found.outcome === "found" ? ok({ items: found.source.secrets }) : notFound("source");
    },
  }),

  operation({
    ...resource,
    method: "post",
    path: "/sources/{id}/secrets",
    operationId: "rotateSecret",
    summary: "Give a source its next secret",
    description:
      "The secrets before it stay valid for `overlapSeconds`, so that no request is refused meanwhile.",
    scope: "manage",
    params: BY_ID,
    body: newSecretSchema,
    bodyExample: { secret: null, overlapSeconds: 86_400 },
    success: {
      status: 201,
      description: "The secret.",
      schema: createdSecretSchema,
      headers: ["Location"],
    },
    handle: async ({ ctx, params: { id }, body }) => {
      const result = await rotateSecret({ ctx, input: { ...body, id } });
      switch (result.outcome) {
        case "rotated": {
          const { secretId, generatedSecret, othersExpireAt } = result;
          const location = `/api/v1/sources/${id}/secrets/${secretId}`;
          return created({ id: secretId, generatedSecret, othersExpireAt }, location);
        }
        case "not_found":
          return notFound("source");
        case "takes_no_secret":
          return invalidMember("", "This source's senders are not told by a secret, so it takes none.");
        case "secret_required":
          return invalidMember(
            "/secret",
            "The provider of this source gives the secret. Send the one that it shows.",
          );
        case "invalid_secret":
          return invalidMember("/secret", result.message);
      }
    },
  }),

  operation({
    ...resource,
    method: "delete",
    path: "/sources/{id}/secrets/{secretId}",
    operationId: "expireSecret",
    summary: "End a secret now",
    description: "For one that leaked: requests that are signed with it are refused within a second.",
    scope: "manage",
    params: BY_ID.extend({ secretId: z.uuid() }),
    body: NO_BODY,
    success: { status: 204, description: "The secret has ended." },
    handle: async ({ ctx, params }) => {
      const result = await expireSecret({ ctx, input: params });
      return result.outcome === "expired" ? noContent() : notFound("secret that is still valid");
    },
  }),
];

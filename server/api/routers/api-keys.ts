import { apiKeyInput, listApiKeysInput } from "#schemas/api-key.ts";
import { byId } from "#schemas/by-id.ts";
import { createApiKey } from "#server/services/api-keys/create.ts";
import { listApiKeys } from "#server/services/api-keys/list.ts";
import { revokeApiKey } from "#server/services/api-keys/revoke.ts";
import { refusal } from "../refusal.ts";
import { permitted, router } from "../trpc.ts";

const writing = permitted("keys.write");

/** Keys with which publishers send events. */
export const apiKeysRouter = router({
  list: permitted("sources.read")
    .input(listApiKeysInput)
    .query(({ ctx, input }) => listApiKeys({ ctx: ctx.service, input })),

  create: writing.input(apiKeyInput).mutation(async ({ ctx, input }) => {
    const result = await createApiKey({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "created":
        return { id: result.id, key: result.key };
      case "takes_no_keys":
        throw refusal(
          "BAD_REQUEST",
          "takes_no_keys",
          "This source takes no API keys. Make the key on the page of the source Publish API.",
        );
    }
  }),

  revoke: writing.input(byId).mutation(async ({ ctx, input }) => {
    const result = await revokeApiKey({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "revoked":
        return { revoked: true };
      case "not_live":
        throw refusal("CONFLICT", "not_live", "This key is not live: somebody revoked it already.");
    }
  }),
});

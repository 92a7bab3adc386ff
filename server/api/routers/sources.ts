import { byId } from "#schemas/by-id.ts";
import { sourceInput } from "#schemas/source.ts";
import { createSource } from "#server/services/sources/create.ts";
import { getSource } from "#server/services/sources/get.ts";
import { listSources } from "#server/services/sources/list.ts";
import { refusal } from "../refusal.ts";
import { permitted, router } from "../trpc.ts";

const reading = permitted("sources.read");

/** Places that events come from. */
export const sourcesRouter = router({
  list: reading.query(({ ctx }) => listSources({ ctx: ctx.service })),

  get: reading.input(byId).query(async ({ ctx, input }) => {
    const result = await getSource({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "found":
        return result.source;
      case "not_found":
        throw refusal("NOT_FOUND", "source_not_found", "There is no source with this id.");
    }
  }),

  create: permitted("sources.write")
    .input(sourceInput)
    .mutation(async ({ ctx, input }) => {
      const result = await createSource({ ctx: ctx.service, input });
      switch (result.outcome) {
        case "created":
          return { id: result.id, generatedSecret: result.generatedSecret };
        case "key_taken":
          throw refusal(
            "CONFLICT",
            "key_taken",
            "Another source has this key. Choose a different one.",
            "key",
          );
      }
    }),
});

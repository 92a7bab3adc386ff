import { listSources } from "#server/services/sources/list.ts";
import { permitted, router } from "../trpc.ts";

/** Places that events come from. */
export const sourcesRouter = router({
  list: permitted("sources.read").query(({ ctx }) => listSources({ ctx: ctx.service })),
});

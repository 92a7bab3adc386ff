import { apiKeysRouter } from "./routers/api-keys.ts";
import { eventsRouter } from "./routers/events.ts";
import { patternsRouter } from "./routers/patterns.ts";
import { receiptsRouter } from "./routers/receipts.ts";
import { sessionRouter } from "./routers/session.ts";
import { sourcesRouter } from "./routers/sources.ts";
import { workflowsRouter } from "./routers/workflows.ts";
import { router } from "./trpc.ts";

/** Every procedure of the admin app. */
export const appRouter = router({
  apiKeys: apiKeysRouter,
  events: eventsRouter,
  patterns: patternsRouter,
  receipts: receiptsRouter,
  session: sessionRouter,
  sources: sourcesRouter,
  workflows: workflowsRouter,
});

export type AppRouter = typeof appRouter;

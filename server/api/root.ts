import { apiKeysRouter } from "./routers/api-keys.ts";
import { backTestsRouter } from "./routers/back-tests.ts";
import { eventsRouter } from "./routers/events.ts";
import { explanationsRouter } from "./routers/explanations.ts";
import { patternsRouter } from "./routers/patterns.ts";
import { receiptsRouter } from "./routers/receipts.ts";
import { referenceTablesRouter } from "./routers/reference-tables.ts";
import { rulesRouter } from "./routers/rules.ts";
import { schemasRouter } from "./routers/schemas.ts";
import { sessionRouter } from "./routers/session.ts";
import { sourcesRouter } from "./routers/sources.ts";
import { workflowsRouter } from "./routers/workflows.ts";
import { router } from "./trpc.ts";

/** Every procedure of the admin app. */
export const appRouter = router({
  apiKeys: apiKeysRouter,
  backTests: backTestsRouter,
  events: eventsRouter,
  explanations: explanationsRouter,
  patterns: patternsRouter,
  receipts: receiptsRouter,
  referenceTables: referenceTablesRouter,
  rules: rulesRouter,
  schemas: schemasRouter,
  session: sessionRouter,
  sources: sourcesRouter,
  workflows: workflowsRouter,
});

export type AppRouter = typeof appRouter;

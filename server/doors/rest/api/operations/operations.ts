import type { Operation } from "../operation.ts";
import { apiKeyOperations } from "./api-keys.ts";
import { arrivalOperations } from "./arrivals.ts";
import { eventOperations } from "./events.ts";
import { patternOperations } from "./patterns.ts";
import { receiptOperations } from "./receipts.ts";
import { reverifyOperations } from "./reverify.ts";
import { sourceSecretOperations } from "./source-secrets.ts";
import { sourceToolOperations } from "./source-tools.ts";
import { sourceOperations } from "./sources.ts";
import { workflowOperations } from "./workflows.ts";

/** The one table of operations: the router and the OpenAPI document are made from it. */
export const OPERATIONS: readonly Operation[] = [
  ...eventOperations,
  ...arrivalOperations,
  ...receiptOperations,
  ...reverifyOperations,
  ...sourceToolOperations,
  ...sourceOperations,
  ...sourceSecretOperations,
  ...patternOperations,
  ...workflowOperations,
  ...apiKeyOperations,
];

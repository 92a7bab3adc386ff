import type { Operation } from "../operation.ts";
import { apiKeyOperations } from "./api-keys.ts";
import { arrivalOperations } from "./arrivals.ts";
import { backTestOperations } from "./back-test.ts";
import { correctionOperations } from "./corrections.ts";
import { eventOperations } from "./events.ts";
import { explainOperations } from "./explain.ts";
import { patternOperations } from "./patterns.ts";
import { receiptOperations } from "./receipts.ts";
import { referenceTableUploadOperations } from "./reference-table-upload.ts";
import { referenceTableOperations } from "./reference-tables.ts";
import { rejudgeOperations } from "./rejudge.ts";
import { reverifyOperations } from "./reverify.ts";
import { ruleTrialOperations } from "./rule-trial.ts";
import { ruleOperations } from "./rules.ts";
import { schemaLogOperations } from "./schema-log.ts";
import { specificationSchemaOperations } from "./schema-specification.ts";
import { schemaOperations } from "./schemas.ts";
import { sourceSecretOperations } from "./source-secrets.ts";
import { sourceToolOperations } from "./source-tools.ts";
import { sourceOperations } from "./sources.ts";
import { workflowOperations } from "./workflows.ts";

/** The one table of operations: the router and the OpenAPI document are made from it. */
export const OPERATIONS: readonly Operation[] = [
  ...eventOperations,
  ...arrivalOperations,
  ...explainOperations,
  ...receiptOperations,
  ...reverifyOperations,
  ...rejudgeOperations,
  ...correctionOperations,
  ...sourceToolOperations,
  ...sourceOperations,
  ...sourceSecretOperations,
  ...patternOperations,
  ...backTestOperations,
  ...ruleOperations,
  ...ruleTrialOperations,
  ...referenceTableOperations,
  ...referenceTableUploadOperations,
  ...workflowOperations,
  ...schemaOperations,
  ...schemaLogOperations,
  ...specificationSchemaOperations,
  ...apiKeyOperations,
];

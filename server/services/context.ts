import type { Database } from "#db/client.ts";
import type { AttemptRow } from "#db/queries/deliveries.ts";
import type { Lane } from "#schemas/job.ts";
import type { Role } from "#schemas/role.ts";
import type { Logger } from "#server/telemetry/logger.ts";
import type { Outbound } from "./deliveries/outbound.ts";
import type { EvaluatorPool } from "./evaluation/evaluator-pool.ts";
import type { GroupCommit } from "./group-commit.ts";
import type { RateLimits } from "./limits/rate-limits.ts";
import type { RefusalBudget } from "./limits/refusal-budget.ts";
import type { ScanPlaces } from "./log-scan/scan-places.ts";
import type { PatternBook } from "./patterns/pattern-book.ts";
import type { ProcessingPlaces } from "./receipts/processing-places.ts";
import type { Settlements } from "./receipts/settlements.ts";
import type { RequestVerifier } from "./receipts/verifier.ts";
import type { ReceiptWriter } from "./receipts/write.ts";
import type { CheckEvaluator } from "./rules/checks/check-evaluator.ts";
import type { RuleBook } from "./rules/rule-book.ts";
import type { SchemaInspector } from "./schemas/inspector/inspector.ts";
import type { SchemaBook } from "./schemas/schema-book.ts";
import type { Secrets } from "./secrets/secrets.ts";
import type { Shutdown } from "./shutdown.ts";
import type { SourceDirectory } from "./sources/directory.ts";
import type { Transformer } from "./transformation/transformer.ts";

/** Who acts: a person of the admin app, a publisher's key, or Tidings itself. Written into the audit. */
export interface Actor {
  readonly id: string;
  readonly label: string;
  readonly role: Role;
}

/** Tells the workers that rows wait. Best effort: what is not told is found by the reconciler. Never throws. */
export interface Jobs {
  /**
   * @param receiptIds receipts with outcome `pending`, committed already
   * @param lane `first` unless it is said otherwise
   */
  process(receiptIds: readonly string[], lane?: Lane): Promise<void>;
  /** @param deliveryIds deliveries that are due, committed already */
  deliver(deliveryIds: readonly string[]): Promise<void>;
}

/** Everything that a service may reach. Made by server/runtime, one for each process. */
export interface Ctx {
  readonly db: Database;
  readonly clock: () => Date;
  /** A number in [0, 1). */
  readonly random: () => number;
  /** A new UUIDv7: later ids sort after earlier ones. */
  readonly newId: () => string;
  readonly log: Logger;
  readonly jobs: Jobs;
  readonly secrets: Secrets;
  readonly sources: SourceDirectory;
  /** The live patterns, compiled. */
  readonly patterns: PatternBook;
  /** The schemas of events, compiled. */
  readonly schemas: SchemaBook;
  /** The business rules, compiled. */
  readonly rules: RuleBook;
  /** Who may scan the log at the moment. */
  readonly scans: ScanPlaces;
  /** Writes receipts, many in one commit. */
  readonly receipts: ReceiptWriter;
  readonly rateLimits: RateLimits;
  /** What a flood of refused requests may write; see receipts/record-refusal.ts. */
  readonly refusals: RefusalBudget;
  /** Writes attempts, many in one commit. */
  readonly attempts: GroupCommit<AttemptRow>;
  readonly verifier: RequestVerifier;
  /** Waits for receipts to be processed. */
  readonly settlements: Settlements;
  /** The processes that evaluate expressions, which `transformer` and `checks` share. */
  readonly evaluators: EvaluatorPool;
  readonly transformer: Transformer;
  /** Evaluates the expressions of business rules. */
  readonly checks: CheckEvaluator;
  /** Reads schemas that are not registered. */
  readonly schemaInspector: SchemaInspector;
  /** What jobs of this process that make events of receipts share. */
  readonly processing: ProcessingPlaces;
  readonly outbound: Outbound;
  readonly shutdown: Shutdown;
}

/** A context that acts for somebody: what every change in the admin app needs. */
export interface ActorCtx extends Ctx {
  readonly actor: Actor;
}

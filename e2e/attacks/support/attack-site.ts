/** One way into the product: the same paths, answered by different code. */
export interface Surface {
  readonly name: "hot path" | "Next route";
  readonly url: string;
  /** Null: the stack's server, whose id stands in its pid file. */
  readonly pid: number | null;
}

/** What the attacks are on. */
export interface AttackSite {
  readonly surfaces: readonly Surface[];
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly secrets: Readonly<Record<keyof typeof SOURCES, string>>;
  readonly publishKey: string;
  readonly readKey: string;
  readonly manageKey: string;
  /** A workflow that patterns may start. */
  readonly workflowId: string;
}

/** Keys of the attacked sources, by what they are attacked with. */
export const SOURCES = {
  github: "attacked-github",
  stripe: "attacked-stripe",
  standard: "attacked-standard",
  /** Its requests hold lists of events. */
  list: "attacked-list",
} as const;

export const LIST_MAPPING = { items: "$.events", eventId: ["{$.id}"], name: ["attack.listed"], time: [] };

/** Names of events that a workflow runs for. */
export const DISPATCHED = { published: "attack.dispatched", stripe: "stripe.attack.dispatched" } as const;

/** The default of TIDINGS_MAX_BODY_BYTES. */
export const BODY_LIMIT_BYTES = 1_048_576;

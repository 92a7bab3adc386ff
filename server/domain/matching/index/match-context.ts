import type { EventView } from "../conditions/event-view.ts";
import type { ValueIds } from "../conditions/value-ids.ts";
import type { RuleStates } from "../rule-states.ts";
import type { IndexMemory } from "./index-memory.ts";
import type { IndexSizes } from "./index-sizes.ts";

/** What everything that takes part in a match shares. */
export interface MatchContext {
  readonly view: EventView;
  readonly values: ValueIds;
  readonly states: RuleStates;
  readonly sizes: IndexSizes;
  readonly memory: IndexMemory;
  /** Changes of the rules so far: what has seen them all has nothing to catch up with. */
  changes: number;
  /** Rules that the present match may still put into indexes: no event waits for more. */
  rulesToIndex: number;
}

import { type Condition, isBound, OP } from "../conditions/condition.ts";
import type { ValueIds } from "../conditions/value-ids.ts";

/*
 * What verifying a condition costs, as measured on one machine, and for what share of events it is guessed to hold.
 * Only their order matters, and that is the same everywhere: integers before numbers before texts.
 */
const VALUE_NS = 25;
const BOUND_NS = 20;
const SHARED_NS = 200;

const SHARE_WITHIN_BOUND = 0.5;
const SHARE_OF_OTHERS = 0.4;

/** The share of events for which a condition is expected to hold, from 0 to 1: a guess from the rules. */
export function shareOf({ op, field, operand, shared }: Condition, values: ValueIds): number {
  if (op === OP.EQUALS && field !== undefined) return values.shareOf(field, operand);
  if (isBound(op)) return SHARE_WITHIN_BOUND;
  const test = shared?.test;
  if (test === undefined || test.kind === "any_of" || test.valueIds === undefined) return SHARE_OF_OTHERS;
  const { field: among } = test;
  return Math.min(
    test.valueIds.reduce((share, id) => share + values.shareOf(among, id), 0),
    1,
  );
}

/** What verifying all conditions but one costs an event, in nanoseconds: each is verified if those before it hold. */
export function verifyingNs(
  conditions: readonly Condition[],
  except: Condition | undefined,
  values: ValueIds,
): number {
  let costNs = 0;
  let share = 1;
  for (const condition of conditions) {
    if (condition === except) continue;
    costNs += share * costOf(condition.op);
    share *= shareOf(condition, values);
  }
  return costNs;
}

function costOf(op: number): number {
  if (op === OP.SHARED) return SHARED_NS;
  return isBound(op) ? BOUND_NS : VALUE_NS;
}

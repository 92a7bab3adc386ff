import {
  type CelFunc,
  type CelInput,
  type CelList,
  CelScalar,
  celFunc,
  celList,
  celListConcat,
  isCelList,
  listType,
} from "@bufbuild/cel";
import { MAX_MADE_ITEMS } from "./cel-limits.ts";
import type { Meter } from "./cel-meter.ts";

const { DYN } = CelScalar;
const LIST = listType(DYN);

/** What `rewriteLoops` puts into macros: a turn is charged, and a list is made by adding to it. */
export const TICK = "@tick";
export const NEW_LIST = "@new_list";
export const APPEND = "@append";

/**
 * Loops, bounded. The library makes `list.map(…)` by joining lists one inside the other, a depth of as many calls as the
 * list has items; here the macro's list, which nothing else holds while it grows, is one array.
 */
export function loopFunctions(meter: Meter): CelFunc[] {
  const growing = new WeakMap<CelList, CelInput[]>();
  return [
    celFunc(TICK, [DYN], DYN, (condition) => {
      meter.charge(1);
      return condition;
    }),
    celFunc(NEW_LIST, [], LIST, () => {
      const items: CelInput[] = [];
      const list = celList(items);
      growing.set(list, items);
      return list;
    }),
    celFunc(APPEND, [DYN, DYN], DYN, (list, item) => {
      const items = isCelList(list) ? growing.get(list) : undefined;
      if (items === undefined) throw new Error("a macro adds to a list that it did not make");
      items.push(item);
      return list;
    }),
    celFunc("_+_", [LIST, LIST], LIST, (left, right) => {
      if (left.size + right.size > MAX_MADE_ITEMS) {
        throw new Error(`a list that a rule makes has at most ${MAX_MADE_ITEMS} items`);
      }
      meter.charge(1);
      return celListConcat(left, right);
    }),
  ];
}

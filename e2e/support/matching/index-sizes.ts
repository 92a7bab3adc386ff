import fc from "fast-check";
import { INDEX_SIZES, type IndexSizes } from "#server/domain/matching/index/index-sizes.ts";

/** So small that few rules go through everything that many rules go through. */
const SMALL: IndexSizes = {
  mostInIndex: 4,
  ownIndexFrom: 3,
  eventsBeforeIndex: 1,
  mostMerged: 12,
  spareNumbers: 6,
  lookingWeight: 0,
};

/** Sizes of indexes that few rules fill, with and without name patterns that have their own. */
export const arbitrarySizes = fc.constantFrom<IndexSizes>({ ...INDEX_SIZES, eventsBeforeIndex: 1 }, SMALL, {
  ...SMALL,
  ownIndexFrom: 100,
  mostInIndex: 100,
});

/** Matches of an event after which its class has been given its index, and was asked once more. */
export const ROUNDS = 4;

/** Properties over random rules take seconds where two cores do other things as well. */
export const PROPERTY_TIMEOUT_MS = 60_000;

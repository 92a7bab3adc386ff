/** How many rules go into which index, and when. */
export interface IndexSizes {
  /** Rules of one index: building one of that size takes about two milliseconds, for which an event waits. */
  readonly mostInIndex: number;
  /** A name pattern with so many rules has indexes of its own, which all classes of names share. */
  readonly ownIndexFrom: number;
  /** Events that a class has seen before its rules are put into an index: most names that are made up come once. */
  readonly eventsBeforeIndex: number;
  /** Rules in all indexes that classes have to themselves, at about 40 bytes each, and each index as 75: what a process spends on being fast. */
  readonly mostMerged: number;
  /** Rules are numbered anew once so many more numbers were given out than there are rules, and twice as many. */
  readonly spareNumbers: number;
  /**
   * How much the cost of looking for what rules are found by counts when it is chosen. At 0 every rule that can be found is,
   * although trying it would be cheaper.
   */
  readonly lookingWeight: number;
}

export const INDEX_SIZES: IndexSizes = {
  mostInIndex: 4_096,
  ownIndexFrom: 512,
  eventsBeforeIndex: 2,
  mostMerged: 1_000_000,
  spareNumbers: 1_024,
  lookingWeight: 1,
};

/** Where a filter stands in the form. */
export interface FilterPlace {
  /** As people are told: `2`, or `2.1` for the first filter of a group. */
  readonly number: string;
  /** Beginning of its controls' ids. */
  readonly id: string;
  /** Where its errors are. */
  readonly path: string;
}

/** The place of the clause with an index: a filter, or a group. */
export function clausePlace(index: number): FilterPlace {
  return { number: `${index + 1}`, id: `filter-${index}`, path: `rule.filters.${index}` };
}

/** The id of a filter's path, where its keyboard begins. */
export function fieldId({ id }: FilterPlace): string {
  return `${id}-field`;
}

/** The place of a filter inside a group. */
export function placeInGroup(group: FilterPlace, index: number): FilterPlace {
  return {
    number: `${group.number}.${index + 1}`,
    id: `${group.id}-${index}`,
    path: `${group.path}.any_of.${index}`,
  };
}

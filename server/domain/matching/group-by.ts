/** The places of items by what they belong to, in the order in which that came first. */
export function groupBy<Item, Group>(
  items: readonly Item[],
  groupOf: (item: Item) => Group,
): Map<Group, number[]> {
  const groups = new Map<Group, number[]>();
  for (const [place, item] of items.entries()) {
    const group = groupOf(item);
    const places = groups.get(group);
    if (places === undefined) groups.set(group, [place]);
    else places.push(place);
  }
  return groups;
}

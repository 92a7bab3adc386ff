/** A receipt and the size of its body. */
export interface Sized {
  readonly id: string;
  readonly bodyBytes: number;
}

/**
 * Cuts receipts into slices that one transaction can hold in memory: as many in order as fit into `maxBytes`, and at
 * least one.
 */
export function sliceBySize(receipts: readonly Sized[], maxBytes: number): string[][] {
  const slices: string[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const { id, bodyBytes } of receipts) {
    bytes += bodyBytes;
    const last = slices.at(-1);
    if (last && bytes <= maxBytes) {
      last.push(id);
    } else {
      slices.push([id]);
      bytes = bodyBytes;
    }
  }
  return slices;
}

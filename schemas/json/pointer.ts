/** Writes a JSON Pointer (RFC 6901): `""` is the whole document, `/items/0/sku` a place in it. */
export function jsonPointer(steps: Iterable<string | number>): string {
  let pointer = "";
  for (const step of steps) pointer += `/${String(step).replaceAll("~", "~0").replaceAll("/", "~1")}`;
  return pointer;
}

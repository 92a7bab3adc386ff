/** A number with the digits that it was written in: `9007199254740993` and `1500.00` stay what they are. */
export class ExactNumber {
  readonly digits: string;

  constructor(digits: string) {
    this.digits = digits;
  }
}

/** What JSON text holds; numbers are not rounded. */
export type ExactValue = null | boolean | string | ExactNumber | readonly ExactValue[] | ExactObject;
export interface ExactObject {
  readonly [name: string]: ExactValue;
}

/**
 * Parses JSON without losing digits, with the source text that `JSON.parse` gives its reviver (ECMAScript
 * proposal "JSON.parse source text access"; browsers without it show rounded numbers).
 *
 * @throws SyntaxError when the text is not JSON
 */
export function parseExact(text: string): ExactValue {
  return JSON.parse(text, (_name, value: unknown, context?: { readonly source?: string }) =>
    typeof value === "number" ? new ExactNumber(context?.source ?? String(value)) : value,
  );
}

/** Children of a container as name and value; null for a plain value. */
export function childrenOf(value: ExactValue): readonly (readonly [string | number, ExactValue])[] | null {
  if (value === null || typeof value !== "object" || value instanceof ExactNumber) return null;
  if (isList(value)) return value.map((item, index) => [index, item] as const);
  return Object.entries(value);
}

export function isList(value: ExactValue): value is readonly ExactValue[] {
  return Array.isArray(value);
}

/** A plain value as JSON writes it. */
export function literalOf(value: ExactValue): string {
  return value instanceof ExactNumber ? value.digits : JSON.stringify(value);
}

/** The JSONPath (RFC 9535) of a child: `$.payload.items[0]['a b']`. */
export function childPath(path: string, name: string | number): string {
  if (typeof name === "number") return `${path}[${name}]`;
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return `${path}.${name}`;
  return `${path}['${name.replaceAll("\\", "\\\\").replaceAll("'", "\\'")}']`;
}

/** Whether the value, or something in it, or its name, contains the lower-cased text. */
export function containsText(name: string | number | null, value: ExactValue, text: string): boolean {
  if (name !== null && String(name).toLowerCase().includes(text)) return true;
  const children = childrenOf(value);
  if (children === null) return plainText(value).toLowerCase().includes(text);
  return children.some(([childName, child]) => containsText(childName, child, text));
}

function plainText(value: ExactValue): string {
  if (typeof value === "string") return value;
  return literalOf(value);
}

/** The text with line breaks and two spaces of indentation; digits stay. */
export function prettyJson(value: ExactValue, indentation = ""): string {
  const children = childrenOf(value);
  if (children === null) return literalOf(value);
  if (children.length === 0) return isList(value) ? "[]" : "{}";
  const inner = `${indentation}  `;
  const lines = children.map(([name, child]) => {
    const label = typeof name === "number" ? "" : `${JSON.stringify(name)}: `;
    return `${inner}${label}${prettyJson(child, inner)}`;
  });
  const [open, close] = isList(value) ? ["[", "]"] : ["{", "}"];
  return `${open}\n${lines.join(",\n")}\n${indentation}${close}`;
}

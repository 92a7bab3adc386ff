/** A part of a template of the preset `hmac`: literal text, or what a name in braces stands for. */
export type HmacPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "header"; readonly name: string }
  | { readonly kind: "signature" | "timestamp" | "body" | "method" | "url" | "path" };

export type ParsedHmacTemplate =
  | { readonly outcome: "template"; readonly parts: readonly HmacPart[] }
  | { readonly outcome: "invalid"; readonly message: string };

/** Text without braces, or one name in braces. */
const PART = /[^{}]+|\{([^{}]*)\}/y;
const HEADER = /^header:([!#$%&'*+.^_`|~0-9a-z-]{1,64})$/i;

/** How a signature's header is written: `{signature}` once, and `{timestamp}` once at most, with text between them. */
export function parseHeaderTemplate(template: string): ParsedHmacTemplate {
  const parsed = parse(template, ["signature", "timestamp"]);
  if (parsed.outcome === "invalid") return parsed;
  const { parts } = parsed;
  if (count(parts, "signature") !== 1) return invalid("Name {signature} once.");
  if (count(parts, "timestamp") > 1) return invalid("Name {timestamp} once at most.");
  if (parts.some((part, at) => part.kind !== "text" && follows(parts, at) === "")) {
    return invalid("Put some text between {timestamp} and {signature}: nothing says where one ends.");
  }
  return parsed;
}

/** What is signed: `{body}`, as the bytes that were sent, with `{timestamp}`, `{method}`, `{url}`, `{path}` and `{header:name}`. */
export function parseSignedTemplate(template: string): ParsedHmacTemplate {
  const parsed = parse(template, ["timestamp", "body", "method", "url", "path", "header"]);
  if (parsed.outcome === "invalid") return parsed;
  const { parts } = parsed;
  if (count(parts, "body") !== 1)
    return invalid("Name {body} once: a signature without the body proves nothing of it.");
  if (parts.some((part, at) => part.kind === "header" && follows(parts, at) === "")) {
    return invalid("Put some text after {header:…}: nothing says where it ends.");
  }
  return parsed;
}

/** The text that ends the part at an index: empty when another part comes at once, null at the end. */
export function follows(parts: readonly HmacPart[], at: number): string | null {
  const next = parts[at + 1];
  if (next === undefined) return null;
  return next.kind === "text" ? next.text : "";
}

function parse(template: string, allowed: readonly HmacPart["kind"][]): ParsedHmacTemplate {
  const parts: HmacPart[] = [];
  for (let at = 0; at < template.length; at = PART.lastIndex) {
    PART.lastIndex = at;
    const found = PART.exec(template);
    if (found === null) return invalid(`There is a brace without its other half at character ${at + 1}.`);
    const part = found[1] === undefined ? { kind: "text" as const, text: found[0] } : readName(found[1]);
    if (part === null || (part.kind !== "text" && !allowed.includes(part.kind))) {
      return invalid(`${found[0]} stands for nothing here. There are: ${allowed.map(written).join(", ")}.`);
    }
    parts.push(part);
  }
  return { outcome: "template", parts };
}

function readName(name: string): HmacPart | null {
  switch (name) {
    case "signature":
    case "timestamp":
    case "body":
    case "method":
    case "url":
    case "path":
      return { kind: name };
    default: {
      const header = HEADER.exec(name)?.[1];
      return header === undefined ? null : { kind: "header", name: header.toLowerCase() };
    }
  }
}

function written(kind: HmacPart["kind"]): string {
  return kind === "header" ? "{header:name}" : `{${kind}}`;
}

function count(parts: readonly HmacPart[], kind: HmacPart["kind"]): number {
  return parts.filter((part) => part.kind === kind).length;
}

function invalid(message: string): ParsedHmacTemplate {
  return { outcome: "invalid", message };
}

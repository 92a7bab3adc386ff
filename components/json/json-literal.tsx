import { ExactNumber, type ExactValue, isList, literalOf } from "./exact.ts";

interface LiteralProps {
  readonly value: ExactValue;
  readonly search: string;
}

/** A plain value, or an empty container. */
export function JsonLiteral({ value, search }: LiteralProps) {
  if (value !== null && typeof value === "object" && !(value instanceof ExactNumber)) {
    return <span className="text-muted">{isList(value) ? "[ ]" : "{ }"}</span>;
  }
  return (
    <span className={colour(value)}>
      <Highlight text={literalOf(value)} search={search} />
    </span>
  );
}

function colour(value: ExactValue): string {
  if (typeof value === "string") return "text-json-string";
  return value instanceof ExactNumber ? "text-json-number" : "text-json-literal";
}

/** Marks where a text contains what is searched for. */
export function Highlight({ text, search }: { readonly text: string; readonly search: string }) {
  const start = search === "" ? -1 : text.toLowerCase().indexOf(search);
  if (start === -1) return text;
  const end = start + search.length;
  return (
    <>
      {text.slice(0, start)}
      <mark className="rounded-xs bg-mark text-foreground">{text.slice(start, end)}</mark>
      {text.slice(end)}
    </>
  );
}

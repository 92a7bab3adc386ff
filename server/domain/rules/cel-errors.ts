import type { CelError } from "@bufbuild/cel";
import { type Chain, chainOf, chainText, childrenOf, type Expr } from "./cel-tree.ts";

/** The library puts names and values of the event into its messages. */
const MAX_MESSAGE_CHARACTERS = 200;

const OVERLOAD = /^found no matching overload for '([^']+)' applied to '(?:([\w.]+)\.)?\(([^)]*)\)'$/;
const MISSING_FIELD = /^field not found: (.*)$/s;
const MISSING_ITEM = /^index (\S+) out of bounds/;
const NOT_BOOL = /^type mismatch: expected bool, got (.+)$/;
const NOT_A_LIST = /^type mismatch: iterable vs (.+)$/;

const KINDS: Readonly<Record<string, string>> = {
  bool: "true or false",
  bytes: "bytes",
  double: "a number",
  int: "a number",
  list: "a list",
  map: "an object",
  null_type: "null",
  string: "a text",
  type: "a type",
  uint: "a number",
  "google.protobuf.Duration": "a duration",
  "google.protobuf.Timestamp": "a time",
};

const OPERATORS: Readonly<Record<string, string>> = {
  "@in": "in",
  "-_": "-",
  "!_": "!",
  "@has": "has",
  "_?_:_": "?",
};

/** Why an evaluation failed, in a sentence for the sender. `root` is the expression as it was planned. */
export function explainError({ message, exprId }: CelError, root: Expr): string {
  const missing = MISSING_FIELD.exec(message);
  if (missing) return explainMissing(missing[1] ?? "", chainAt(root, exprId, missing[1] ?? ""));
  const item = MISSING_ITEM.exec(message);
  if (item) return explainMissing(item[1] ?? "", indexAt(root, exprId, item[1] ?? ""));
  const overload = OVERLOAD.exec(message);
  if (overload) return explainOverload(overload[1] ?? "", overload[2], overload[3] ?? "");
  const notBool = NOT_BOOL.exec(message);
  if (notBool) return `A condition gives ${kindOf(notBool[1] ?? "")} instead of true or false.`;
  const notList = NOT_A_LIST.exec(message);
  if (notList) return `A loop goes over ${kindOf(notList[1] ?? "")} instead of a list.`;
  if (/divide by zero|modulus by zero/.test(message)) return "A number is divided by zero.";
  return `The evaluation failed: ${short(message)}.`;
}

/** `a number`, for the name of a type of CEL. */
export function kindOf(type: string): string {
  return Object.hasOwn(KINDS, type) ? (KINDS[type] ?? type) : short(type);
}

function explainOverload(name: string, target: string | undefined, types: string): string {
  const kinds = [...(target ? [target] : []), ...types.split(", ").filter((type) => type !== "")].map(kindOf);
  const operator = OPERATORS[name] ?? /^_(.+)_$/.exec(name)?.[1] ?? name;
  return `\`${operator}\` cannot be applied to ${kinds.join(" and ")}.`;
}

function explainMissing(name: string, chain: Chain | undefined): string {
  const place = chain ? `\`${short(chainText(chain))}\`` : `The field or item ${JSON.stringify(short(name))}`;
  return `${place} is missing.`;
}

/** What the node of an error reads. Of `payload.lines[0]` the library names the node of `payload`. */
function chainAt(root: Expr, id: bigint | undefined, name: string): Chain | undefined {
  const expr = find(root, (node) => node.id === id);
  return expr?.exprKind.case === "selectExpr" ? chainOf(expr) : indexAt(root, id, name);
}

function indexAt(root: Expr, id: bigint | undefined, name: string): Chain | undefined {
  const expr = find(root, (node) => {
    const isIndex = node.exprKind.case === "callExpr" && String(chainOf(node)?.at(-1)) === name;
    return isIndex && startOf(node).id === id;
  });
  return expr && chainOf(expr);
}

function startOf(expr: Expr): Expr {
  const [first] = childrenOf(expr);
  return first === undefined ? expr : startOf(first);
}

function find(root: Expr, isIt: (expr: Expr) => boolean): Expr | undefined {
  const waiting = [root];
  for (let expr = waiting.pop(); expr !== undefined; expr = waiting.pop()) {
    if (isIt(expr)) return expr;
    waiting.push(...childrenOf(expr));
  }
  return undefined;
}

/** Short, and without characters that would break a line or that Postgres cannot hold. */
function short(text: string): string {
  const printable = text.toWellFormed().replaceAll(/\p{Cc}/gu, " ");
  return printable.length <= MAX_MESSAGE_CHARACTERS
    ? printable
    : `${printable.slice(0, MAX_MESSAGE_CHARACTERS).toWellFormed()}…`;
}

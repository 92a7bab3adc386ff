import { compileRegex } from "#schemas/pattern/name.ts";
import { isTableName } from "#schemas/reference-table.ts";
import { MAX_LOOP_DEPTH, MAX_NODES, MAX_TREE_DEPTH } from "./cel-limits.ts";
import type { Signatures } from "./cel-signatures.ts";
import { ACCUMULATOR, childrenOf, type Expr, literalOf } from "./cel-tree.ts";

/** What an expression may begin a path with. */
export const ROOT_NAMES = ["event", "payload", "metadata", "source"] as const;

/** Types are values of CEL: `type(payload.id) == string`. */
const TYPE_NAMES = new Set([
  "bool",
  "bytes",
  "double",
  "int",
  "list",
  "map",
  "null_type",
  "string",
  "type",
  "uint",
]);

/** Results that are never true or false. */
const NO_CONDITION =
  /^(?:_[-+*/%]_|-_|size|sum|round|lookup|int|uint|double|string|bytes|timestamp|duration|type)$/;

/** Thrown with the node at which an expression is refused. */
export class Refusal extends Error {
  override readonly name = "Refusal";
  readonly at: bigint;

  constructor(at: bigint, message: string) {
    super(message);
    this.at = at;
  }
}

/** Where a node is: the names that loops around it made, and how deep it is. */
interface Place {
  readonly names: ReadonlySet<string>;
  readonly depth: number;
  readonly loops: number;
}

/**
 * Checks an expression, as it was parsed, against what rules may use, and gives the reference tables that it names.
 *
 * @throws Refusal
 */
export function vet(root: Expr, signatures: Signatures): readonly string[] {
  const tables = new Set<string>();
  let nodes = 0;

  function visit(expr: Expr, place: Place): void {
    nodes += 1;
    if (nodes > MAX_NODES) throw tooLarge(expr.id, "too long");
    if (place.depth > MAX_TREE_DEPTH) throw tooLarge(expr.id, "nested too deeply");
    vetNode(expr, place, signatures);
    const table = tableNamedBy(expr);
    if (table !== undefined) tables.add(table);
    const inside = insideOf(expr, place);
    for (const child of childrenOf(expr)) visit(child, isRangeOf(child, expr) ? below(place) : inside);
  }

  visit(root, { names: new Set(), depth: 0, loops: 0 });
  vetResult(root);
  return [...tables];
}

function vetNode({ id, exprKind }: Expr, { names }: Place, signatures: Signatures): void {
  if (exprKind.case === "identExpr") vetName(id, exprKind.value.name, names);
  if (exprKind.case === "structExpr" && exprKind.value.messageName !== "") {
    throw new Refusal(id, "Messages of protobuf cannot be made here.");
  }
  if (exprKind.case !== "callExpr") return;
  const { function: name, target, args } = exprKind.value;
  const fault = signatures.fault(name, target !== undefined, args.length);
  if (fault !== null) throw new Refusal(id, fault);
  if (name === "matches") vetRegex(id, args[0]);
}

/** @throws Refusal when the table is not named by a literal */
function tableNamedBy({ id, exprKind }: Expr): string | undefined {
  if (exprKind.case !== "callExpr") return undefined;
  const { function: name, args } = exprKind.value;
  if (name !== "lookup" && name !== "exists_in") return undefined;
  const table = args[0] && literalOf(args[0]);
  if (typeof table === "string" && isTableName(table)) return table;
  throw new Refusal(id, 'Name the reference table in quotes: lookup("countries", payload.country).');
}

function insideOf({ id, exprKind }: Expr, { names, depth, loops }: Place): Place {
  if (exprKind.case !== "comprehensionExpr") return below({ names, depth, loops });
  const { iterVar } = exprKind.value;
  if (isRoot(iterVar)) throw new Refusal(id, `Give the item another name than \`${iterVar}\`.`);
  if (loops === MAX_LOOP_DEPTH) {
    throw new Refusal(id, `A rule has at most ${MAX_LOOP_DEPTH} loops inside one another.`);
  }
  return { names: new Set([...names, iterVar, ACCUMULATOR]), depth: depth + 1, loops: loops + 1 };
}

/** What a loop goes over is evaluated once, before it: it is not inside. */
function isRangeOf(child: Expr, { exprKind }: Expr): boolean {
  return exprKind.case === "comprehensionExpr" && exprKind.value.iterRange === child;
}

function below(place: Place): Place {
  return { ...place, depth: place.depth + 1 };
}

function tooLarge(at: bigint, how: string): Refusal {
  return new Refusal(at, `The expression is ${how}. Split it into several rules.`);
}

function isRoot(name: string): boolean {
  return ROOT_NAMES.some((root) => root === name);
}

function vetName(at: bigint, name: string, names: ReadonlySet<string>): void {
  if (isRoot(name) || names.has(name) || TYPE_NAMES.has(name)) return;
  const roots = ROOT_NAMES.map((root) => `\`${root}\``).join(", ");
  throw new Refusal(at, `There is no \`${name}\`. A rule reads ${roots}: payload.amount, for example.`);
}

function vetRegex(at: bigint, argument: Expr | undefined): void {
  const source = argument && literalOf(argument);
  if (typeof source !== "string")
    throw new Refusal(at, "Write the regular expression of `matches` in quotes.");
  const compiled = compileRegex(source);
  if (compiled.outcome === "refused") throw new Refusal(at, compiled.message);
}

function vetResult(root: Expr): void {
  const { exprKind } = root;
  const isCondition =
    exprKind.case === "constExpr"
      ? exprKind.value.constantKind.case === "boolValue"
      : exprKind.case === "callExpr"
        ? !NO_CONDITION.test(exprKind.value.function)
        : exprKind.case !== "listExpr" && exprKind.case !== "structExpr";
  if (!isCondition)
    throw new Refusal(root.id, "The expression gives a value. Write a condition, which is true or false.");
}

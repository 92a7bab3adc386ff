import jsonata from "jsonata";
import { isJsonObject } from "#schemas/json/value.ts";
import { asRegexEngine, LinearRegex } from "./linear-regex.ts";
import type { CheckTask, Result, TransformTask } from "./protocol.ts";

/** Real expressions take under a millisecond; after this long one is in a loop. */
const MAX_EVALUATION_MS = 1_000;

/** Calls inside calls; reached before the process's own stack is. */
const MAX_DEPTH = 500;

/** Items of a list that an expression makes: more than a request can hold events. */
const MAX_SEQUENCE_ITEMS = 100_000;

/** Sources with a transformation, roughly: each has one expression. */
const MAX_COMPILED = 100;

const OPTIONS = {
  timeout: MAX_EVALUATION_MS,
  stack: MAX_DEPTH,
  sequence: MAX_SEQUENCE_ITEMS,
  RegexEngine: asRegexEngine(),
};

const compiled = new Map<string, jsonata.Expression>();

/** Reads an expression and the regular expressions in it. */
export function check({ expression }: CheckTask): Result {
  try {
    for (const pattern of patternsIn(compile(expression).ast())) new LinearRegex(pattern);
    return { outcome: "valid" };
  } catch (error) {
    return explain(error);
  }
}

/** Evaluates an expression. Bounded by JSONata's own guards alone: whoever calls this also needs a deadline. */
export async function transform(task: TransformTask): Promise<Result> {
  try {
    const { headers, name, id, time } = task.bindings;
    const value: unknown = await compile(task.expression).evaluate(JSON.parse(task.payload), {
      headers,
      name,
      id,
      time,
    });
    return writeResult(value, task.maxResultBytes);
  } catch (error) {
    return explain(error);
  }
}

function compile(expression: string): jsonata.Expression {
  const known = compiled.get(expression);
  if (known) return known;
  const made = jsonata(expression, OPTIONS);
  // Text of a payload is never to become code.
  made.registerFunction("eval", () => {
    throw new Error("The function $eval is not available here.");
  });
  const [oldest] = compiled.keys();
  if (compiled.size >= MAX_COMPILED && oldest !== undefined) compiled.delete(oldest);
  compiled.set(expression, made);
  return made;
}

function writeResult(value: unknown, maxBytes: number): Result {
  if (value === undefined) return failed("The expression gives nothing. It must give a JSON object.");
  const payload: unknown = JSON.stringify(value, refuseForeign);
  if (typeof payload !== "string" || !isJsonObject(JSON.parse(payload))) {
    return failed("The expression does not give a JSON object, which an event's payload is.");
  }
  const bytes = Buffer.byteLength(payload);
  if (bytes > maxBytes)
    return failed(`The result has ${bytes} bytes; ${maxBytes} are allowed, as for a body.`);
  return { outcome: "transformed", payload };
}

/** Not JSON: Infinity would become null, JSONata's functions odd objects, and what a lambda holds has no end. */
function refuseForeign(key: string, value: unknown): unknown {
  if (typeof value === "number" && !Number.isFinite(value)) {
    throw new Error(`The result's member ${JSON.stringify(key)} is no finite number.`);
  }
  const isFunction =
    typeof value === "function" ||
    (typeof value === "object" &&
      value !== null &&
      ("_jsonata_function" in value || "_jsonata_lambda" in value));
  if (isFunction) throw new Error(`The result's member ${JSON.stringify(key)} is a function. Call it.`);
  return value;
}

function explain(error: unknown): Result {
  if (typeof error !== "object" || error === null) return failed(String(error));
  const message = "message" in error ? String(error.message) : "The expression cannot be evaluated.";
  const position = "position" in error && typeof error.position === "number" ? error.position : undefined;
  return failed(message, position);
}

function failed(message: string, position?: number): Result {
  return { outcome: "failed", message, position };
}

/** All regular expressions of a syntax tree. */
function patternsIn(root: unknown): RegExp[] {
  const patterns: RegExp[] = [];
  const seen = new Set<object>();
  const waiting: unknown[] = [root];
  for (let node = waiting.pop(); waiting.length > 0 || node !== undefined; node = waiting.pop()) {
    if (typeof node !== "object" || node === null || seen.has(node)) continue;
    seen.add(node);
    if (node instanceof RegExp) patterns.push(node);
    else waiting.push(...Object.values(node));
  }
  return patterns;
}

import { type CompiledPattern, compilePattern } from "#schemas/pattern/compile.ts";
import { storedPatternSchema } from "#schemas/pattern/schema.ts";

/** Compiles a stored rule; null when it is not one that could be saved today. */
export function readRule(stored: {
  readonly type: string;
  readonly value: string;
  readonly filters: unknown;
}): CompiledPattern | null {
  const { type, value, filters } = stored;
  const parsed = storedPatternSchema.safeParse({ type, value, filters });
  if (!parsed.success) return null;
  const compile = compilePattern(parsed.data);
  return compile.outcome === "compiled" ? compile.compiled : null;
}

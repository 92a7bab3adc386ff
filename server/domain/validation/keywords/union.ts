import type { JsonValue } from "#schemas/json/value.ts";
import { explain, type Run, type SchemaNode, type Scope } from "./evaluation.ts";
import type { Finding, Report } from "./report.ts";

/** Keywords that say what kind of thing a value is; a shape that fails on one was not meant. */
const OF_VALUE = new Set(["type", "const", "enum"]);

/** The same of a member that tells kinds apart, such as `action`. */
const OF_MEMBER = new Set(["const", "enum"]);

/**
 * Explains why a value fits none of several shapes. Those are left aside by which it is another kind of thing. Of the
 * others the answer is what is wrong by all of them, else what is wrong by the one that it nearly fits.
 */
export function explainUnion(
  keyword: string,
  nodes: readonly SchemaNode[],
  value: JsonValue,
  run: Run,
  scope: Scope,
  report: Report,
): void {
  const candidates = nodes.map((node) => {
    const fork = report.fork();
    explain(node, value, run, scope, fork);
    return fork.findings;
  });
  const meant = narrow(candidates, report.depth);
  const shared = common(meant);
  const told = shared.length > 0 ? shared : nearest(meant);
  if (told !== undefined) report.takeOver(told);
  else report.add(keyword, { says: `fits none of ${nodes.length} shapes that are allowed here` }, value);
}

type Candidate = readonly Finding[];

/** The candidates that are the right kind of thing, first by the value itself, then by its members; if any is. */
function narrow(candidates: readonly Candidate[], depth: number): readonly Candidate[] {
  const ofValue = candidates.filter((candidate) => !fails(candidate, OF_VALUE, depth));
  const meant = ofValue.length > 0 ? ofValue : candidates;
  const ofMembers = meant.filter((candidate) => !fails(candidate, OF_MEMBER, depth + 1));
  return ofMembers.length > 0 ? ofMembers : meant;
}

function fails(candidate: Candidate, keywords: ReadonlySet<string>, depth: number): boolean {
  return candidate.some(({ violation: { keyword = "", pointer } }) => {
    return keywords.has(keyword) && pointer.split("/").length - 1 <= depth;
  });
}

/** The candidate with the fewest findings; undefined when several have as few. */
function nearest(candidates: readonly Candidate[]): Candidate | undefined {
  const fewest = Math.min(...candidates.map((candidate) => candidate.length));
  const found = candidates.filter((candidate) => candidate.length === fewest);
  return found.length === 1 ? found[0] : undefined;
}

/** The findings that all candidates have, whatever each expects in the place. */
function common([first = [], ...others]: readonly Candidate[]): readonly Finding[] {
  return first.flatMap((finding) => {
    const same = others.map((other) => other.find((one) => isSame(one, finding)));
    return same.includes(undefined) ? [] : [merged([finding, ...same.flatMap((one) => one ?? [])])];
  });
}

function isSame({ violation: left }: Finding, { violation: right }: Finding): boolean {
  return left.pointer === right.pointer && left.keyword === right.keyword;
}

function merged(findings: readonly [Finding, ...Finding[]]): Finding {
  const [{ violation, place }] = findings;
  if (findings.every((one) => one.violation.message === violation.message)) return findings[0];
  const expected = [...new Set(findings.map((one) => one.violation.expected ?? ""))].join(" or ");
  return {
    place,
    violation: { ...violation, message: `${violation.pointer} must be ${expected}.`, expected },
  };
}

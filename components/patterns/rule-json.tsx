"use client";

import { useState } from "react";
import { FieldError, invalidProps } from "#components/ui/field.tsx";
import { Textarea } from "#components/ui/input.tsx";
import { patternSchema } from "#schemas/pattern/schema.ts";
import { type DraftErrors, type PatternDraft, ruleDraft, ruleOf } from "./pattern-draft.ts";

interface RuleJsonProps {
  readonly draft: PatternDraft;
  /** Of the draft, shown until something is typed here. */
  readonly errors: DraftErrors;
  readonly onChange: (change: Partial<PatternDraft>) => void;
  /** Whether the text can be saved: what is wrong in it is not in the draft. */
  readonly onValidity: (valid: boolean) => void;
}

/** The same pattern as JSON, in the specification's words. What is typed reaches the form once it is valid. */
export function RuleJson({ draft, errors, onChange, onValidity }: RuleJsonProps) {
  const [text, setText] = useState(() => JSON.stringify(ruleOf(draft), null, 2));
  const [problems, setProblems] = useState<readonly string[] | null>(null);
  const shown = problems ?? draftProblems(errors);
  const change = (next: string) => {
    setText(next);
    const reading = readRule(next);
    const found = reading.outcome === "invalid" ? reading.problems : [];
    setProblems(found);
    onValidity(found.length === 0);
    if (reading.outcome === "valid") onChange(ruleDraft(reading.rule));
  };
  return (
    <div className="flex flex-col gap-1">
      <Textarea
        id="rule-json"
        aria-label="The pattern as JSON"
        value={text}
        spellCheck={false}
        rows={16}
        onChange={(event) => change(event.target.value)}
        className="font-mono text-xs leading-5"
        {...invalidProps("rule-json", shown[0])}
      />
      <div id="rule-json-error" className="flex flex-col gap-1">
        {shown.map((problem) => (
          <FieldError key={problem} message={problem} />
        ))}
      </div>
    </div>
  );
}

function draftProblems(errors: DraftErrors): readonly string[] {
  return Object.entries(errors)
    .filter(([path]) => path.startsWith("rule."))
    .map(([path, message]) => `${pathText(path.split(".").slice(1))}${message}`);
}

function readRule(text: string) {
  const json = parseJson(text);
  if (json.outcome === "invalid") return { outcome: "invalid", problems: [json.problem] } as const;
  const parsed = patternSchema.safeParse(json.value);
  if (parsed.success) return { outcome: "valid", rule: parsed.data } as const;
  const problems = parsed.error.issues.map((issue) => `${pathText(issue.path)}${issue.message}`);
  return { outcome: "invalid", problems } as const;
}

function pathText(path: readonly PropertyKey[]): string {
  return path.length === 0 ? "" : `${path.map(String).join(" › ")}: `;
}

function parseJson(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    return { outcome: "valid", value } as const;
  } catch (error) {
    const problem = `This is not JSON: ${error instanceof Error ? error.message : "it could not be read."}`;
    return { outcome: "invalid", problem } as const;
  }
}

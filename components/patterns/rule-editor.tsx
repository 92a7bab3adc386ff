"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import type { DraftErrors, PatternDraft } from "./pattern-draft.ts";
import { RuleForm } from "./rule-form.tsx";
import { RuleJson } from "./rule-json.tsx";

interface RuleEditorProps {
  readonly draft: PatternDraft;
  readonly errors: DraftErrors;
  readonly onChange: (change: Partial<PatternDraft>) => void;
  readonly onValidity: (valid: boolean) => void;
}

/** Form or JSON: two views of one pattern. */
export function RuleEditor({ draft, errors, onChange, onValidity }: RuleEditorProps) {
  const [view, setView] = useState<"form" | "json">("form");
  const show = (next: "form" | "json") => {
    setView(next);
    onValidity(true);
  };
  return (
    <section aria-label="Rule" className="rounded-lg border">
      <div className="flex items-center gap-1 border-b bg-surface px-3 py-1.5">
        <h2 className="mr-auto text-xs font-semibold">Rule</h2>
        <ViewButton label="Form" pressed={view === "form"} onClick={() => show("form")} />
        <ViewButton label="JSON" pressed={view === "json"} onClick={() => show("json")} />
      </div>
      <div className="p-3">
        {view === "form" ? (
          <RuleForm draft={draft} errors={errors} onChange={onChange} />
        ) : (
          <RuleJson draft={draft} errors={errors} onChange={onChange} onValidity={onValidity} />
        )}
      </div>
    </section>
  );
}

interface ViewButtonProps {
  readonly label: string;
  readonly pressed: boolean;
  readonly onClick: () => void;
}

function ViewButton({ label, pressed, onClick }: ViewButtonProps) {
  return (
    <Button
      size="small"
      variant="quiet"
      aria-pressed={pressed}
      onClick={onClick}
      className={pressed ? "bg-selected text-foreground" : ""}
    >
      {label}
    </Button>
  );
}

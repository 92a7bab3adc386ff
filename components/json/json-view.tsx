"use client";

import { ChevronsDownUp, ChevronsUpDown } from "lucide-react";
import { useMemo, useState } from "react";
import { CopyButton } from "#components/identity/copy-button.tsx";
import { Button } from "#components/ui/button.tsx";
import { Input } from "#components/ui/input.tsx";
import { type ExactValue, parseExact, prettyJson } from "./exact.ts";
import { JsonNode } from "./json-tree.tsx";

interface JsonViewProps {
  /** JSON text, as it is stored. */
  readonly text: string;
  /** What it is, such as "payload". */
  readonly what: string;
  /** JSONPath of the document within the event, such as `$.payload`. */
  readonly root: string;
  /** Small documents do without the search field. */
  readonly compact?: boolean;
}

/** A JSON document as a tree or as text: search, open and close, copy a path or the whole. */
export function JsonView({ text, what, root, compact = false }: JsonViewProps) {
  const value = useMemo(() => parseExact(text), [text]);
  const [mode, setMode] = useState<"tree" | "raw">("tree");
  const [search, setSearch] = useState("");
  const [allOpen, setAllOpen] = useState<boolean | null>(null);
  return (
    <div className="min-w-0">
      <div
        className={
          compact ? "relative z-1 float-right ml-2 flex items-center" : "mb-1.5 flex items-center gap-1"
        }
      >
        {compact ? null : (
          <Input
            value={search}
            onChange={(event) => setSearch(event.target.value)}
            placeholder={`Search the ${what}`}
            aria-label={`Search the ${what}`}
            className="h-7 min-w-0 max-w-60 flex-1"
          />
        )}
        {compact ? null : <span className="flex-1" />}
        <Button
          size="smallIcon"
          variant="quiet"
          aria-label={allOpen ? "Close all" : "Open all"}
          title={allOpen ? "Close all" : "Open all"}
          disabled={mode === "raw"}
          onClick={() => setAllOpen(!allOpen)}
        >
          {allOpen ? <ChevronsDownUp aria-hidden /> : <ChevronsUpDown aria-hidden />}
        </Button>
        <Button
          size="small"
          variant="quiet"
          aria-pressed={mode === "raw"}
          onClick={() => setMode(other(mode))}
        >
          {mode === "tree" ? "Raw" : "Tree"}
        </Button>
        <CopyButton text={text} what={what} />
      </div>
      {mode === "raw" ? (
        <RawJson value={value} what={what} />
      ) : (
        <ul key={String(allOpen)} aria-label={what} className="font-mono text-xs leading-5">
          <JsonNode
            name={null}
            value={value}
            path={root}
            level={0}
            search={search.toLowerCase()}
            allOpen={allOpen}
          />
        </ul>
      )}
    </div>
  );
}

function other(mode: "tree" | "raw"): "tree" | "raw" {
  return mode === "tree" ? "raw" : "tree";
}

function RawJson({ value, what }: { readonly value: ExactValue; readonly what: string }) {
  return (
    <section
      // Scrolls, so it can be reached by keyboard.
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must take the focus (WCAG 2.1.1)
      tabIndex={0}
      aria-label={`Raw ${what}`}
      className="max-h-[60vh] overflow-auto rounded-md border bg-surface p-2"
    >
      <pre className="font-mono text-xs whitespace-pre-wrap break-words">{prettyJson(value)}</pre>
    </section>
  );
}

"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { CopyButton } from "#components/identity/copy-button.tsx";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import { childPath, childrenOf, containsText, type ExactValue, isList } from "./exact.ts";
import { Highlight, JsonLiteral } from "./json-literal.tsx";

/** Open at first: two levels, and no container longer than this. */
const OPEN_LEVELS = 2;
const LARGEST_OPEN_CHILDREN = 50;

/** So many children are drawn at a time. */
const CHILDREN_STEP = 100;

interface NodeProps {
  readonly name: string | number | null;
  readonly value: ExactValue;
  readonly path: string;
  readonly level: number;
  /** Lower-cased; what contains it is open and marked. */
  readonly search: string;
  /** Opens or closes everything; null leaves it to the levels. */
  readonly allOpen: boolean | null;
}

/** One value of a JSON document and, when open, what it contains. */
export function JsonNode(props: NodeProps) {
  const children = childrenOf(props.value);
  if (children === null || children.length === 0) return <Leaf {...props} />;
  return <Branch {...props} entries={children} />;
}

function Leaf({ name, value, path, search }: NodeProps) {
  return (
    <li className="group/json flex min-h-5 items-start pl-4">
      <div className="min-w-0 flex-1 break-words">
        <Name name={name} search={search} />
        <JsonLiteral value={value} search={search} />
      </div>
      <PathButton path={path} />
    </li>
  );
}

type Entries = NonNullable<ReturnType<typeof childrenOf>>;

function Branch(props: NodeProps & { readonly entries: Entries }) {
  const { name, value, path, level, search, allOpen, entries } = props;
  const [chosen, setChosen] = useState<boolean | null>(null);
  const [shown, setShown] = useState(CHILDREN_STEP);
  const found = search !== "" && containsText(null, value, search);
  const open =
    chosen ?? (found || (allOpen ?? (level < OPEN_LEVELS && entries.length <= LARGEST_OPEN_CHILDREN)));
  const summary = isList(value) ? `[${entries.length}]` : `{${entries.length}}`;
  return (
    <li>
      <div className="group/json flex items-start">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setChosen(!open)}
          className="flex min-w-0 items-center rounded-sm text-left hover:bg-hover"
        >
          <ChevronRight aria-hidden className={cn("size-4 shrink-0 p-0.5 text-muted", open && "rotate-90")} />
          <Name name={name} search={search} />
          <span className="text-muted">{summary}</span>
        </button>
        <span className="flex-1" />
        <PathButton path={path} />
      </div>
      {open ? (
        <ul className="ml-[7px] border-l pl-2">
          {entries.slice(0, shown).map(([childName, child]) => (
            <JsonNode
              key={childName}
              name={childName}
              value={child}
              path={childPath(path, childName)}
              level={level + 1}
              search={search}
              allOpen={allOpen}
            />
          ))}
          {entries.length > shown ? (
            <li className="pl-4">
              <Button size="small" variant="quiet" onClick={() => setShown(shown + CHILDREN_STEP)}>
                Show {Math.min(CHILDREN_STEP, entries.length - shown)} of {entries.length - shown} more
              </Button>
            </li>
          ) : null}
        </ul>
      ) : null}
    </li>
  );
}

function Name({ name, search }: { readonly name: string | number | null; readonly search: string }) {
  if (name === null) return null;
  return (
    <span className={typeof name === "number" ? "text-muted" : "text-json-key"}>
      <Highlight text={String(name)} search={search} />
      <span className="text-muted">:&nbsp;</span>
    </span>
  );
}

function PathButton({ path }: { readonly path: string }) {
  return (
    <CopyButton
      text={path}
      what={`path ${path}`}
      className="size-5 opacity-0 group-hover/json:opacity-100 focus-visible:opacity-100"
    />
  );
}

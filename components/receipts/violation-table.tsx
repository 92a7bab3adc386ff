"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { cn } from "#components/ui/class-names.ts";
import type { Violation } from "#schemas/receipt.ts";
import { authorOf, sentenceOf } from "./violations.ts";

/** Shown until all are asked for: fifty of them would push everything else out of sight. */
const SHOWN_AT_FIRST = 10;

/** So few more are no reason to make anybody ask. */
const SHOWN_ANYWAY = 2;

interface ViolationTableProps {
  /** What the table holds, for people who do not see where it stands. */
  readonly label: string;
  readonly violations: readonly Violation[];
}

/** What is wrong with an event: where, what, what was wanted and what was there. Where it is narrow, one below another. */
export function ViolationTable({ label, violations }: ViolationTableProps) {
  const [all, setAll] = useState(false);
  if (violations.length === 0) return null;
  const isCut = !all && violations.length > SHOWN_AT_FIRST + SHOWN_ANYWAY;
  const shown = isCut ? violations.slice(0, SHOWN_AT_FIRST) : violations;
  return (
    <div className="@container rounded-md border">
      <table aria-label={label} className="block w-full table-fixed text-left text-xs @2xl:table">
        <thead className="hidden text-muted @2xl:table-header-group">
          <tr>
            <Heading className="w-[22%]">Place</Heading>
            <Heading className="w-[34%]">What is wrong</Heading>
            <Heading className="w-[22%]">Expected</Heading>
            <Heading className="w-[22%]">Actual</Heading>
          </tr>
        </thead>
        <tbody className="block @2xl:table-row-group">
          {shown.map((violation) => (
            <Row key={JSON.stringify(violation)} violation={violation} />
          ))}
        </tbody>
      </table>
      {isCut ? (
        <div className="border-t px-1 py-1">
          <Button size="small" variant="quiet" onClick={() => setAll(true)}>
            Show all {violations.length}
          </Button>
        </div>
      ) : null}
    </div>
  );
}

function Row({ violation }: { readonly violation: Violation }) {
  const author = authorOf(violation);
  return (
    <tr className="block border-t px-2 py-1.5 align-top first:border-t-0 @2xl:table-row @2xl:first:border-t">
      <td className="block font-mono break-words @2xl:table-cell @2xl:px-2 @2xl:py-1">
        <Pointer text={violation.pointer} />
      </td>
      <td className="block break-words @2xl:table-cell @2xl:px-2 @2xl:py-1">
        {sentenceOf(violation)}
        {author === "" ? null : <span className="block text-muted">{author}</span>}
      </td>
      <Value name="Expected" text={violation.expected} />
      <Value name="Actual" text={violation.actual} />
    </tr>
  );
}

/** A JSON Pointer, which may be broken before each of its steps. */
function Pointer({ text }: { readonly text: string }) {
  if (text === "") return <span className="font-sans text-muted">the whole event</span>;
  const steps = text.slice(1).split("/");
  return steps.map((step, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a step is known by its place alone, and the steps never change
    <span key={index}>
      <wbr />/{step}
    </span>
  ));
}

function Heading({ className, children }: { readonly className: string; readonly children: string }) {
  return (
    <th scope="col" className={cn("px-2 py-1 font-medium", className)}>
      {children}
    </th>
  );
}

interface ValueProps {
  readonly name: string;
  readonly text: string | undefined;
}

/** Named in the cell itself where the headings are not shown. */
function Value({ name, text }: ValueProps) {
  return (
    <td
      className={cn(
        "gap-2 break-words @2xl:table-cell @2xl:px-2 @2xl:py-1",
        text === undefined ? "hidden" : "flex",
      )}
    >
      <span className="w-14 shrink-0 text-muted @2xl:hidden">{name}</span>
      <span className="min-w-0 font-mono">{text ?? "—"}</span>
    </td>
  );
}

import type { Violation } from "#schemas/receipt.ts";
import { authorOf } from "./violations.ts";

interface ViolationTableProps {
  /** What the table holds, for people who do not see where it stands. */
  readonly label: string;
  readonly violations: readonly Violation[];
}

/** What is wrong with an event: where, what, what was wanted and what was there. */
export function ViolationTable({ label, violations }: ViolationTableProps) {
  if (violations.length === 0) return null;
  return (
    <div className="overflow-x-auto rounded-md border">
      <table aria-label={label} className="w-full min-w-[36rem] text-left text-xs">
        <thead className="bg-surface text-muted">
          <tr>
            <Heading>Place</Heading>
            <Heading>What is wrong</Heading>
            <Heading>Expected</Heading>
            <Heading>Actual</Heading>
          </tr>
        </thead>
        <tbody>
          {violations.map((violation) => (
            <Row key={JSON.stringify(violation)} violation={violation} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ violation }: { readonly violation: Violation }) {
  const author = authorOf(violation);
  return (
    <tr className="border-t align-top">
      <td className="px-2 py-1 font-mono break-all">{violation.pointer || "/"}</td>
      <td className="px-2 py-1 break-words">
        {violation.message}
        {author === "" ? null : <span className="block text-muted">{author}</span>}
      </td>
      <Value text={violation.expected} />
      <Value text={violation.actual} />
    </tr>
  );
}

function Heading({ children }: { readonly children: string }) {
  return (
    <th scope="col" className="px-2 py-1 font-medium">
      {children}
    </th>
  );
}

function Value({ text }: { readonly text: string | undefined }) {
  return <td className="max-w-48 px-2 py-1 font-mono break-all">{text ?? "—"}</td>;
}

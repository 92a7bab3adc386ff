import { JsonView } from "#components/json/json-view.tsx";
import { byteCount } from "#components/time/format.ts";
import { Section } from "#components/ui/section.tsx";
import type { ReceiptDetails } from "./details.ts";

/** The body as it came in: as a tree when it is JSON in full, else as text. */
export function ReceiptBody({ details }: { readonly details: ReceiptDetails }) {
  const { bodyText, bodyShownBytes, receipt } = details;
  if (bodyText === null || bodyText === "") {
    return (
      <Section title="Body">
        <p className="text-muted">{bodyText === "" ? "It was empty." : "It was not kept."}</p>
      </Section>
    );
  }
  const isWhole = bodyShownBytes === receipt.bodyBytes;
  return (
    <Section title="Body">
      {isWhole ? null : (
        <p className="mb-1.5 text-muted">
          The first {byteCount(bodyShownBytes)} of {byteCount(receipt.bodyBytes)}.
        </p>
      )}
      {isWhole && isJson(bodyText) ? (
        <JsonView text={bodyText} what="body" root="$" />
      ) : (
        <pre className="max-h-[60vh] overflow-auto rounded-md border bg-surface p-2 font-mono text-xs break-all whitespace-pre-wrap">
          {bodyText}
        </pre>
      )}
    </Section>
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

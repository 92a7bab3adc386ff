import { CircleAlert, CircleX } from "lucide-react";
import Link from "next/link";
import type { Explained } from "./details.ts";
import { alternativesOf, clauseOf, offSentence, standingOf } from "./explanation-words.ts";

/** One pattern that the event did not match, or would match otherwise today, and why. */
export function EventExplanation({ row }: { readonly row: Explained }) {
  const { patternId, name, version, workflow } = row;
  return (
    <li className="flex items-start gap-2">
      <Icon row={row} />
      <div className="min-w-0 flex-1 break-words">
        <div className="flex flex-wrap items-baseline gap-x-2">
          <Link
            href={`/patterns/${patternId}`}
            className="min-w-0 font-medium underline-offset-2 hover:underline"
          >
            {name}
          </Link>
          <span className="min-w-0 truncate text-xs text-muted">
            version {version} → {workflow.name}
          </span>
        </div>
        <Reasons row={row} />
      </div>
    </li>
  );
}

function Icon({ row }: { readonly row: Explained }) {
  return standingOf(row) === "unmatched" ? (
    <CircleX aria-hidden className="mt-0.5 size-4 shrink-0 text-muted" />
  ) : (
    <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
  );
}

/** First what is so today, then what was so when the event was stored, where that is something else. */
function Reasons({ row }: { readonly row: Explained }) {
  const { explanation, message, recorded, version } = row;
  const clause = clauseOf(explanation);
  const off = offSentence(row);
  const wasOtherwise = recorded !== null && (!recorded.agrees || recorded.versionThen !== version);
  return (
    <>
      {off === null ? null : <p className="text-warning">{off}</p>}
      <p>
        {clause === null ? null : <span className="font-medium">No match: {clause}. </span>}
        {message}
      </p>
      <Alternatives sentences={alternativesOf(explanation)} />
      {wasOtherwise ? <p className="text-muted">{recorded.message}</p> : null}
    </>
  );
}

function Alternatives({ sentences }: { readonly sentences: readonly string[] }) {
  if (sentences.length === 0) return null;
  return (
    <ul className="list-disc pl-5">
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

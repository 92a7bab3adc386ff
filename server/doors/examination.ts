import type { Source } from "#server/services/sources/directory.ts";
import { type Examination, type Inbound, type Refused, rejected, type Verdict } from "./door.ts";
import { headersOf, strangersHeadersOf } from "./headers.ts";
import { readBody } from "./read-body.ts";

/** The largest number of `receipts.body_bytes`: a Content-Length may claim more, and must not fail the insert. */
const MAX_RECORDED_BODY_BYTES = 2 ** 31 - 1;

/** An examination that ended without the body, unless `more` says otherwise. */
export function finding(
  inbound: Inbound,
  source: { readonly id: string | null; readonly key: string },
  more: Partial<Examination> & { readonly verdict: Verdict },
): Examination {
  return {
    sourceId: source.id,
    sourceKey: source.key,
    headers: more.headers ?? keptHeaders(inbound, source.id),
    query: null,
    body: null,
    bodyBytes: 0,
    answerHeaders: {},
    idempotency: null,
    ...more,
  };
}

function keptHeaders({ request }: Inbound, sourceId: string | null): Readonly<Record<string, string>> {
  return sourceId === null ? strangersHeadersOf(request.headers) : headersOf(request.headers);
}

export type BodyFinding =
  | { readonly outcome: "read"; readonly body: Uint8Array }
  | { readonly outcome: "refused"; readonly bodyBytes: number; readonly verdict: Refused };

/** Reads the body, if it is within the limit. @throws NoRoomForBody */
export async function findBody({ request, share }: Inbound, maxBodyBytes: number): Promise<BodyFinding> {
  const reading = await readBody(request, maxBodyBytes, share);
  switch (reading.outcome) {
    case "read":
      return reading;
    case "too_large": {
      const bodyBytes = Math.min(reading.bytes, MAX_RECORDED_BODY_BYTES);
      return { outcome: "refused", bodyBytes, verdict: rejected(413, reading.refusal) };
    }
    case "unreadable":
      return { outcome: "refused", bodyBytes: 0, verdict: rejected(400, reading.refusal) };
  }
}

export function sourceDisabled({ key }: Source): Refused {
  const message = `The source "${key}" is disabled. An admin can enable it again.`;
  return rejected(403, { reason: "source_disabled", message });
}

import type { Ctx } from "#server/services/context.ts";
import { precheck } from "#server/services/receipts/precheck.ts";
import type { Source } from "#server/services/sources/directory.ts";
import { ACCEPTED, type Examination, type Inbound, rejected, type Verdict } from "./door.ts";
import { refuseUnlessJson } from "./media-type.ts";
import { readBody } from "./read-body.ts";

/** The largest number of `receipts.body_bytes`: a Content-Length may claim more, and must not fail the insert. */
const MAX_RECORDED_BODY_BYTES = 2 ** 31 - 1;

/** Reads the body, within the limit, and lets `decide` look at it. */
export async function examineBody(
  request: Request,
  source: Source,
  maxBodyBytes: number,
  decide: (body: Uint8Array) => Verdict,
): Promise<Examination> {
  const reading = await readBody(request, source.maxBodyBytes ?? maxBodyBytes);
  switch (reading.outcome) {
    case "too_large":
      return {
        ...unread(source, rejected(413, reading.refusal)),
        bodyBytes: Math.min(reading.bytes, MAX_RECORDED_BODY_BYTES),
      };
    case "unreadable":
      return unread(source, rejected(400, reading.refusal));
    case "read": {
      const { body } = reading;
      return { ...unread(source, decide(body)), body, bodyBytes: body.byteLength };
    }
  }
}

/** What the worker's decoding will make of a body that was verified. */
export function judge(ctx: Ctx, inbound: Inbound, source: Source, body: Uint8Array): Verdict {
  const unreadable = refuseUnlessJson(inbound.request.headers);
  if (unreadable) return rejected(415, unreadable);
  const received = {
    sourceKey: source.key,
    headers: inbound.headers,
    body,
    receivedAt: inbound.receivedAt.toISOString(),
  };
  const refusal = precheck(source.preset, received, ctx.sources.webhookKeys);
  return refusal === null ? ACCEPTED : rejected(400, refusal);
}

/** An examination that ended without the body. */
export function unread(
  source: { readonly id: string | null; readonly key: string },
  verdict: Verdict,
): Examination {
  return { sourceId: source.id, sourceKey: source.key, body: null, bodyBytes: 0, verdict };
}

export function sourceDisabled({ key }: Source): Verdict {
  const message = `The source "${key}" is disabled. An admin can enable it again.`;
  return rejected(403, { reason: "source_disabled", message });
}

import type { Source } from "#server/services/sources/directory.ts";
import { type Examination, rejected, type Verdict } from "./door.ts";
import { readBody } from "./read-body.ts";

/** Reads the body, within the limit, and lets `judge` look at it. */
export async function examineBody(
  request: Request,
  source: Source,
  maxBodyBytes: number,
  judge: (body: Uint8Array) => Verdict,
): Promise<Examination> {
  const reading = await readBody(request, source.maxBodyBytes ?? maxBodyBytes);
  switch (reading.outcome) {
    case "too_large":
      return { ...unread(source, rejected(413, reading.refusal)), bodyBytes: reading.bytes };
    case "unreadable":
      return unread(source, rejected(400, reading.refusal));
    case "read": {
      const { body } = reading;
      return { ...unread(source, judge(body)), body, bodyBytes: body.byteLength };
    }
  }
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

import type { Ctx } from "#server/services/context.ts";
import { precheck } from "#server/services/receipts/precheck.ts";
import type { Source } from "#server/services/sources/directory.ts";
import type { Inbound, Verdict } from "../door.ts";
import { refuseUnreadable } from "../refuse-items.ts";
import { waitPreference } from "./preferences.ts";
import { publishReply } from "./publish-reply.ts";

interface Published {
  readonly ctx: Ctx;
  readonly inbound: Inbound;
  readonly source: Source;
  /** As the receipt keeps them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  readonly maxBodyBytes: number;
}

/** What comes of a publisher's body: accepted with at least one event in it, and refused otherwise. */
export async function judgePublished({
  ctx,
  inbound,
  source,
  headers,
  body,
  maxBodyBytes,
}: Published): Promise<Verdict> {
  const request = { headers, body, receivedAt: inbound.receivedAt.toISOString() };
  const checked = await precheck(ctx, source, request, maxBodyBytes);
  const waitSeconds = waitPreference(inbound.request.headers);
  switch (checked.outcome) {
    case "refused":
      return refuseUnreadable(checked.refusal);
    case "empty":
      return {
        outcome: "answered",
        status: 202,
        reply: publishReply({ ctx, items: [], isList: true, waitSeconds: null }),
      };
    case "readable": {
      const { items, isList } = checked;
      return { outcome: "accepted", reply: publishReply({ ctx, items, isList, waitSeconds }) };
    }
  }
}

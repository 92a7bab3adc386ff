import { NATIVE_SOURCE_KEY } from "#schemas/source.ts";
import { precheck } from "#server/services/receipts/precheck.ts";
import { findSource } from "#server/services/sources/find.ts";
import { ACCEPTED, type Door, quarantined, rejected, type Verdict } from "../door.ts";
import { examineBody, sourceDisabled, unread } from "../examination.ts";
import { headersOf } from "../headers.ts";
import { refuseUnlessJson } from "../media-type.ts";

const BEARER = /^Bearer +(\S+)$/i;

/** `POST /api/v1/events`: one event in the specification's envelope, from a publisher with an API key. */
export function createPublishDoor(options: { readonly maxBodyBytes: number }): Door {
  return {
    name: "rest",
    methods: ["POST"],
    async examine(ctx, request) {
      const apiKey = apiKeyOf(request.headers);
      const source =
        apiKey === null ? undefined : await findSource(ctx, (directory) => directory.byApiKey(apiKey));
      if (!source) return unread({ id: null, key: NATIVE_SOURCE_KEY }, unauthenticated(apiKey));
      if (!source.enabled) return unread(source, sourceDisabled(source));
      const unreadable = refuseUnlessJson(request.headers);
      if (unreadable) return unread(source, rejected(415, unreadable));
      return await examineBody(request, source, options.maxBodyBytes, (body) => {
        const receivedAt = ctx.clock().toISOString();
        const received = { sourceKey: source.key, headers: headersOf(request.headers), body, receivedAt };
        const refusal = precheck(source.preset, received, ctx.sources.webhookKeys);
        return refusal === null ? ACCEPTED : rejected(400, refusal);
      });
    },
  };
}

/** From a header alone: a key in a URL ends up in logs. */
function apiKeyOf(headers: Headers): string | null {
  return headers.get("x-api-key") ?? BEARER.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}

function unauthenticated(apiKey: string | null): Verdict {
  if (apiKey !== null) {
    return quarantined({ reason: "bad_credentials", message: "The API key is unknown or was revoked." });
  }
  const message = "The request carries no API key. Send it as `Authorization: Bearer <key>`.";
  return quarantined({ reason: "missing_credentials", message });
}

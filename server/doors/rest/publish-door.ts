import { NATIVE_SOURCE_KEY } from "#schemas/source.ts";
import { findSource } from "#server/services/sources/find.ts";
import { type Door, rejected, type Verdict } from "../door.ts";
import { examineBody, judge, sourceDisabled, unread } from "../examination.ts";

const BEARER = /^Bearer +(\S+)$/i;

/** `POST /api/v1/events`: one event in the specification's envelope, from a publisher with an API key. */
export function createPublishDoor(options: { readonly maxBodyBytes: number }): Door {
  return {
    name: "rest",
    methods: ["POST"],
    keyOf: () => NATIVE_SOURCE_KEY,
    async examine(ctx, inbound) {
      const apiKey = apiKeyOf(inbound.request.headers);
      const source =
        apiKey === null ? undefined : await findSource(ctx, (directory) => directory.byApiKey(apiKey));
      if (!source) return unread({ id: null, key: NATIVE_SOURCE_KEY }, unauthenticated(apiKey));
      if (!source.enabled) return unread(source, sourceDisabled(source));
      const { request } = inbound;
      return await examineBody(request, source, options.maxBodyBytes, (body) =>
        judge(ctx, inbound, source, body),
      );
    },
  };
}

/** From a header alone: a key in a URL ends up in logs. */
function apiKeyOf(headers: Headers): string | null {
  return headers.get("x-api-key") ?? BEARER.exec(headers.get("authorization") ?? "")?.[1] ?? null;
}

/** Rejected, not quarantined: the body was not read, so there is nothing to look at later. */
function unauthenticated(apiKey: string | null): Verdict {
  if (apiKey !== null) {
    return rejected(401, { reason: "bad_credentials", message: "The API key is unknown or was revoked." });
  }
  const message = "The request carries no API key. Send it as `Authorization: Bearer <key>`.";
  return rejected(401, { reason: "missing_credentials", message });
}

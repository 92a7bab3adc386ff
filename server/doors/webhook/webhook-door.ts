import { MAX_SOURCE_KEY_CHARACTERS, type Preset } from "#schemas/source.ts";
import type { Source } from "#server/services/sources/directory.ts";
import { findSource } from "#server/services/sources/find.ts";
import { type Door, type Inbound, quarantined, rejected, type Verdict } from "../door.ts";
import { examineBody, judge, sourceDisabled, unread } from "../examination.ts";
import { verifyGithub } from "./schemes/github.ts";
import type { Scheme } from "./schemes/scheme.ts";

/** Presets that sign. The native one has no webhook URL: its publishers have keys. */
const SCHEMES: Readonly<Partial<Record<Preset, Scheme>>> = { github: verifyGithub };

/** `POST /api/webhooks/{source}`: for services that sign what they send. */
export function createWebhookDoor(options: { readonly maxBodyBytes: number }): Door {
  return {
    name: "webhook",
    methods: ["POST"],
    keyOf,
    async examine(ctx, inbound) {
      const key = keyOf(inbound);
      const source = await findSource(ctx, (directory) => directory.byKey(key));
      const scheme = source && SCHEMES[source.preset];
      if (!source || !scheme) return unread({ id: null, key }, unknownSource(key));
      if (!source.enabled) return unread(source, sourceDisabled(source));
      return await examineBody(
        inbound.request,
        source,
        options.maxBodyBytes,
        (body) => verify(inbound.request.headers, source, scheme, body) ?? judge(ctx, inbound, source, body),
      );
    },
  };
}

/** The last part of the path. Cut to what a key can have: it is stored even when no source has it. */
function keyOf({ path }: Inbound): string {
  return path.slice(path.lastIndexOf("/") + 1).slice(0, MAX_SOURCE_KEY_CHARACTERS);
}

/** Before anything else looks at the bytes. Null when the signature is right. */
function verify(headers: Headers, source: Source, scheme: Scheme, body: Uint8Array): Verdict | null {
  if (source.secret === null) {
    return quarantined({
      reason: "bad_signature",
      message: "The source has no secret, so nothing can be verified.",
    });
  }
  const verification = scheme({ headers, body, secret: source.secret });
  if (verification.outcome === "verified") return null;
  switch (verification.reason) {
    case "missing_signature": {
      const message = "The request carries no signature. Set the source's secret on the sending side.";
      return quarantined({ reason: "missing_signature", message });
    }
    case "bad_signature": {
      const message =
        "The signature does not match the body. Check that both sides have the same secret, and that nothing between them rewrites the body.";
      return quarantined({ reason: "bad_signature", message });
    }
  }
}

function unknownSource(key: string): Verdict {
  const message = `No webhook source has the key "${key}". Copy the URL from the source's page.`;
  return rejected(404, { reason: "unknown_source", message });
}

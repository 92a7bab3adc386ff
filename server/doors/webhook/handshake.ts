import { rejected, type Verdict } from "../door.ts";
import type { Handshake } from "./schemes/scheme.ts";

/** What a provider's question gets: its answer, or a refusal that says why. */
export function handshakeVerdict({ status, contentType, body }: Handshake): Verdict {
  if (status === 401 || status === 403) return rejected(status, { reason: "bad_credentials", message: body });
  return {
    outcome: "answered",
    status,
    // RFC 9110, section 15.3.5: a 204 has no body, and `Response` refuses one.
    reply: () =>
      new Response(status === 204 ? null : body, { status, headers: { "content-type": contentType } }),
  };
}

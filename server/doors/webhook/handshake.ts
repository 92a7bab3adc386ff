import { rejected, type Verdict } from "../door.ts";
import { replyWith } from "./reply-with.ts";
import type { Handshake } from "./schemes/scheme.ts";

/** What a provider's question gets: its answer, or a refusal that says why. */
export function handshakeVerdict(handshake: Handshake): Verdict {
  const { status, body } = handshake;
  if (status === 401 || status === 403) return rejected(status, { reason: "bad_credentials", message: body });
  return { outcome: "answered", status, reply: () => replyWith(handshake) };
}

import { json, type Provider } from "../provider.ts";
import { signVersioned } from "../versioned-signature.ts";

export const zoom: Provider = {
  event: "meeting.started",
  sample({ event, newId, at }) {
    const meeting = { id: "1234567890", uuid: newId(), topic: "A test", start_time: at.toISOString() };
    return json({ event, event_ts: at.getTime(), payload: { account_id: "AAAAAABBBB", object: meeting } });
  },
  sign: (request) =>
    signVersioned(request, { signature: "x-zm-signature", timestamp: "x-zm-request-timestamp" }),
};

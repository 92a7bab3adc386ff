import { json, type Provider } from "../provider.ts";
import { unixSeconds } from "../time.ts";
import { signVersioned } from "../versioned-signature.ts";

export const slack: Provider = {
  event: "message",
  sample({ event, newId, at }) {
    const time = unixSeconds(at);
    return json({
      team_id: "T123ABC456",
      api_app_id: "A123ABC456",
      event: { type: event, channel: "C123ABC456", user: "U123ABC456", text: "A test", ts: `${time}.000100` },
      type: "event_callback",
      event_id: `Ev${newId().replaceAll("-", "").toUpperCase()}`,
      event_time: time,
    });
  },
  sign: (request) =>
    signVersioned(request, { signature: "x-slack-signature", timestamp: "x-slack-request-timestamp" }),
};

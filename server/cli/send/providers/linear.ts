import { hmacDigest } from "../hmac-digest.ts";
import { readJsonObject } from "../json-object.ts";
import { cannotSign, json, type Provider, signed } from "../provider.ts";

/** Linear: a type and its action, such as `Issue.update`. */
export const linear: Provider = {
  event: "Issue.update",
  sample({ event, newId, at }) {
    const [type = event, action = "update"] = event.split(".", 2);
    const data = { id: newId(), number: 1, title: "A test by tidings send" };
    return json(
      { action, type, createdAt: at.toISOString(), data, webhookId: newId(), webhookTimestamp: at.getTime() },
      { "linear-delivery": newId(), "linear-event": type },
    );
  },
  sign({ secret, body, at }) {
    const payload = readJsonObject(body);
    if (payload === null)
      return cannotSign("Linear signs a time within the body, so that it must be a JSON object.");
    const timed = JSON.stringify({ ...payload, webhookTimestamp: at.getTime() });
    return signed({ "linear-signature": hmacDigest("sha256", secret, "hex", timed) }, timed);
  },
};

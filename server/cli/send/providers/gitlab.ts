import { json, type Provider, signed } from "../provider.ts";
import { signStandardWebhook } from "../standard-webhook.ts";

const SIGNING_TOKEN_PREFIX = "whsec_";

/** GitLab: an object with its action, such as `merge_request.open`, or an event without, such as `push`. */
export const gitlab: Provider = {
  event: "merge_request.open",
  sample({ event, newId }) {
    const [kind = event, action] = event.split(".", 2);
    const project = { id: 1, path_with_namespace: "mike/diaspora" };
    const attributes = {
      id: 99,
      iid: 1,
      title: "A test by tidings send",
      ...(action !== undefined && { action }),
    };
    return json(
      {
        object_kind: kind,
        event_type: kind,
        user: { username: "root" },
        project,
        object_attributes: attributes,
      },
      { "x-gitlab-event": `${kind} hook`, "x-gitlab-event-uuid": newId(), "idempotency-key": newId() },
    );
  },
  sign: (request) =>
    request.secret.startsWith(SIGNING_TOKEN_PREFIX)
      ? signStandardWebhook(request)
      : signed({ "x-gitlab-token": request.secret }),
};

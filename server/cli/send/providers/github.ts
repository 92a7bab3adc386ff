import { hmacDigest } from "../hmac-digest.ts";
import { json, type Provider, signed } from "../provider.ts";

/** GitHub: a push, or an event with its action, such as `issues.opened`. */
export const github: Provider = {
  event: "push",
  sample({ event, newId, at }) {
    const [name = event, action] = event.split(".", 2);
    const repository = { id: 1296269, full_name: "octocat/Hello-World", private: false };
    const sender = { login: "octocat", id: 1, type: "User" };
    const body =
      name === "push"
        ? {
            ref: "refs/heads/main",
            before: "6113728f27ae82c7b1a177c8d03f9e96e0adf246",
            after: "59b20b8d5c6ff8d09518454d4dd8b7b30f095ab5",
            commits: [{ id: "59b20b8d", message: "A test by tidings send", timestamp: at.toISOString() }],
            repository,
            sender,
          }
        : { ...(action !== undefined && { action }), repository, sender };
    return json(body, {
      "user-agent": "GitHub-Hookshot/tidings",
      "x-github-event": name,
      "x-github-delivery": newId(),
    });
  },
  sign: ({ secret, body }) =>
    signed({ "x-hub-signature-256": `sha256=${hmacDigest("sha256", secret, "hex", body)}` }),
};

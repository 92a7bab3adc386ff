import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";

const ORIGIN = "http://tidings.test";

/** A signed GitHub webhook, as GitHub sends it. */
export function githubRequest(input: {
  readonly source: string;
  readonly secret: string;
  readonly event: string;
  readonly body: string;
  readonly delivery?: string;
  readonly signature?: string | null;
}): Request {
  const signature = `sha256=${createHmac("sha256", input.secret).update(input.body).digest("hex")}`;
  const headers = new Headers({
    "content-type": "application/json",
    "x-github-event": input.event,
    "x-github-delivery": input.delivery ?? randomUUID(),
  });
  if (input.signature !== null) headers.set("x-hub-signature-256", input.signature ?? signature);
  return new Request(`${ORIGIN}/api/webhooks/${input.source}`, { method: "POST", headers, body: input.body });
}

/** One event in the specification's envelope, published with an API key. */
export function publishRequest(apiKey: string, body: string): Request {
  const headers = { "content-type": "application/json", authorization: `Bearer ${apiKey}` };
  return new Request(`${ORIGIN}/api/v1/events`, { method: "POST", headers, body });
}

/** Asks again until the answer is there. @throws when it is not after 20 s */
export async function eventually<Answer>(
  ask: () => Promise<Answer | undefined | null | false>,
): Promise<Answer> {
  const deadline = performance.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (performance.now() > deadline) throw new Error("It did not happen within 20 s.");
    await sleep(50);
  }
}

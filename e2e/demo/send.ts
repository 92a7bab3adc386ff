import { setTimeout as sleep } from "node:timers/promises";

/** As many as a busy provider has open to one receiver. */
const CONCURRENT_REQUESTS = 8;

/** Longer than a restart of every process takes. */
const GIVE_UP_AFTER_MS = 120_000;

const RETRY_WAIT_MS = 250;

export interface Outgoing {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The id that the event will have. */
  readonly eventId: string;
}

/** A request that was accepted, and the receipt that says so. */
export interface Accepted {
  readonly eventId: string;
  readonly receiptId: string;
}

/**
 * Sends all, no more than `perSecond`, as a provider does: what is answered 5xx, or not at all, is sent again with the same id.
 *
 * @throws when one is refused, or the server stays away for two minutes
 */
export async function sendAll(
  outgoing: readonly Outgoing[],
  options: { readonly perSecond: number; readonly onAccepted: () => void },
): Promise<Accepted[]> {
  const queue = outgoing.entries();
  const accepted: Accepted[] = [];
  const startedMs = performance.now();
  async function sendSome(): Promise<void> {
    for (const [index, request] of queue) {
      const earlyMs = startedMs + (index * 1000) / options.perSecond - performance.now();
      if (earlyMs > 0) await sleep(earlyMs);
      accepted.push(await send(request));
      options.onAccepted();
    }
  }
  await Promise.all(Array.from({ length: CONCURRENT_REQUESTS }, sendSome));
  return accepted;
}

async function send({ url, headers, body, eventId }: Outgoing): Promise<Accepted> {
  const deadline = performance.now() + GIVE_UP_AFTER_MS;
  for (;;) {
    const answer = await attempt(url, headers, body);
    switch (answer.outcome) {
      case "accepted":
        return { eventId, receiptId: answer.receiptId };
      case "refused":
        throw new Error(`The server refused ${eventId}: ${answer.status} ${answer.text}`);
      case "try_again":
        if (performance.now() > deadline)
          throw new Error(`The server at ${url} does not answer. Is \`npm start\` running?`);
        await sleep(RETRY_WAIT_MS);
    }
  }
}

type Answer =
  | { readonly outcome: "accepted"; readonly receiptId: string }
  | { readonly outcome: "refused"; readonly status: number; readonly text: string }
  | { readonly outcome: "try_again" };

async function attempt(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<Answer> {
  try {
    const response = await fetch(url, { method: "POST", headers, body });
    const text = await response.text();
    if (response.status === 202) return { outcome: "accepted", receiptId: receiptIdOf(text) };
    return response.status >= 500
      ? { outcome: "try_again" }
      : { outcome: "refused", status: response.status, text };
  } catch {
    return { outcome: "try_again" };
  }
}

function receiptIdOf(text: string): string {
  const { receiptId }: { receiptId: string } = JSON.parse(text);
  return receiptId;
}

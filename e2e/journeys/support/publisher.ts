import { z } from "zod";
import { STACK_URL } from "#e2e/support/browser-stack.ts";
import { createApiKey } from "#server/services/api-keys/create.ts";
import { withRuntime } from "./runtime.ts";

/** Publishes one event in the specification's envelope, and answers the id of its receipt. */
export type Publish = (event: {
  readonly eventId: string;
  readonly pattern: string;
  readonly payload?: object;
}) => Promise<string>;

/** Makes an API key in the run's database, as an admin would, and publishes with it over HTTP. */
export async function createPublisher(): Promise<Publish> {
  const key = await makeApiKey();
  return async ({ eventId, pattern, payload = {} }) => {
    const response = await fetch(`${process.env[STACK_URL]}/api/v1/events`, {
      method: "POST",
      headers: { "content-type": "application/json", authorization: `Bearer ${key}` },
      body: JSON.stringify({
        eventId,
        pattern,
        payload,
        version: "1.0",
        source: { type: "external", id: "journey" },
        timestamp: new Date().toISOString(),
      }),
    });
    if (response.status !== 202) throw new Error(`${response.status}: ${await response.text()}`);
    const { receiptId } = accepted.parse(await response.json());
    return receiptId;
  };
}

const accepted = z.object({ receiptId: z.uuid() });

async function makeApiKey(): Promise<string> {
  const created = await withRuntime(async ({ ctx }) => {
    const source = ctx.sources.byKey("api");
    if (!source) throw new Error("The native source is missing.");
    const actor = { id: "journey", label: "journey", role: "admin" } as const;
    return await createApiKey({ ctx: { ...ctx, actor }, input: { sourceId: source.id, name: "journey" } });
  });
  if (created.outcome !== "created") throw new Error(created.outcome);
  return created.key;
}

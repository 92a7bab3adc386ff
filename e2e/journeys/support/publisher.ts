import { DATA_DIR, STACK_URL } from "#e2e/support/browser-stack.ts";
import { requireEnv } from "#server/env.ts";
import { loadSecrets } from "#server/runtime/embedded/secrets.ts";
import { createRuntime } from "#server/runtime/runtime.ts";
import { readRunningStack } from "#server/runtime/start/running-stack-file.ts";
import { createApiKey } from "#server/services/api-keys/create.ts";

/** Publishes one event in the specification's envelope. */
export type Publish = (event: {
  readonly eventId: string;
  readonly pattern: string;
  readonly payload?: object;
}) => Promise<void>;

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
  };
}

/** A key counts in every process within this time (server/runtime/runtime.ts). */
const KEY_KNOWN_AFTER_MS = 1_000;

async function makeApiKey(): Promise<string> {
  const dataDir = process.env[DATA_DIR] ?? "";
  const stack = readRunningStack(dataDir);
  if (!stack) throw new Error(`Nothing runs on ${dataDir}.`);
  const runtime = await createRuntime(
    requireEnv({
      DATABASE_URL: stack.databaseUrl,
      TIDINGS_QUEUE_URL: stack.queueUrl,
      TIDINGS_SECRET: loadSecrets(dataDir).tidingsSecret,
      LOG_LEVEL: "silent",
    }),
    "server",
  );
  try {
    const source = runtime.ctx.sources.byKey("api");
    if (!source) throw new Error("The native source is missing.");
    const ctx = { ...runtime.ctx, actor: { id: "journey", label: "journey", role: "admin" as const } };
    const { key } = await createApiKey({ ctx, input: { sourceId: source.id, name: "journey" } });
    await new Promise((resolve) => setTimeout(resolve, KEY_KNOWN_AFTER_MS));
    return key;
  } finally {
    await runtime.close();
  }
}

import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { createTRPCClient, httpBatchStreamLink } from "@trpc/client";
import { afterAll, beforeAll, expect, test } from "vitest";
import { eventually } from "#e2e/support/publish.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { storeEvents } from "#e2e/support/stored-events.ts";
import type { BackTestMessage } from "#schemas/back-test.ts";
import { createFirstAdmin } from "#server/services/users/create-first-admin.ts";
import { handleTrpc } from "../handler.ts";
import type { AppRouter } from "../root.ts";

const ADA = { name: "Ada", email: "ada@example.com", password: "correct horse battery" };
const EVENTS = 24_000;
const BATCH = 4_000;
const ALL = { rule: { type: "exact" as const, value: "invoice.created" }, maxEvents: EVENTS };
const ONE = { ...ALL, maxEvents: 1 };

const stack = sharedRuntime();
let server: Server;
let url: string;
let headers: Record<string, string>;
let trpc: ReturnType<typeof createTRPCClient<AppRouter>>;

/** Over a connection, as a page does it: what is tested is that closing it stops the work. */
beforeAll(async () => {
  Reflect.set(globalThis, Symbol.for("tidings.runtime"), Promise.resolve(stack.runtime));
  const listener = getRequestListener(handleTrpc, { overrideGlobalObjects: false });
  server = createServer((request, response) => void listener(request, response));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  await createFirstAdmin({ ctx: stack.runtime.ctx, input: ADA });
  headers = { origin, cookie: await signIn() };
  url = `${origin}/api/trpc`;
  trpc = createTRPCClient<AppRouter>({
    links: [httpBatchStreamLink({ url, headers })],
  });
  const facts = Array.from({ length: BATCH }, () => ({ pattern: "invoice.created" }));
  for (let stored = 0; stored < EVENTS; stored += BATCH) await storeEvents(stack.ctx, facts);
});

afterAll(() => {
  Reflect.deleteProperty(globalThis, Symbol.for("tidings.runtime"));
  server.close();
  server.closeAllConnections();
});

async function signIn(): Promise<string> {
  const { email, password } = ADA;
  const answer = await stack.runtime.auth.handle(
    new Request("http://localhost:3000/api/auth/sign-in/email", {
      method: "POST",
      headers: {
        "content-type": "application/json",
        host: "localhost:3000",
        origin: "http://localhost:3000",
      },
      body: JSON.stringify({ email, password }),
    }),
  );
  if (!answer.ok) throw new Error(`Signing in failed: ${answer.status}.`);
  return answer.headers.get("set-cookie")?.split(";")[0] ?? "";
}

test("messages come as they are made, the result last; who aborts stops the back-test at once", async () => {
  const startedMs = performance.now();
  const messages: BackTestMessage[] = [];
  for await (const message of await trpc.backTests.run.mutate(ALL)) messages.push(message);
  const wholeMs = performance.now() - startedMs;
  expect(messages.length).toBeGreaterThan(1);
  expect(messages[0]?.type).toBe("progress");
  expect(messages.at(-1)).toMatchObject({ type: "result", matched: EVENTS, end: "complete" });

  const controller = new AbortController();
  const running = await trpc.backTests.run.mutate(ALL, { signal: controller.signal });
  await expect(trpc.backTests.run.mutate(ALL)).rejects.toMatchObject({
    data: { code: "CONFLICT", reason: "already_scanning" },
  });
  controller.abort();
  const abortedMs = performance.now();
  const next = await eventually(() => trpc.backTests.run.mutate(ONE).catch(() => null));
  expect(performance.now() - abortedMs).toBeLessThan(wholeMs / 2);
  for await (const message of next) expect(message).toMatchObject({ type: "result", read: 1 });
  await expect(drain(running)).rejects.toThrow();
});

async function drain(messages: AsyncIterable<BackTestMessage>): Promise<void> {
  for await (const _message of messages);
}

test.each([
  ["backTests.run", ONE],
  ["schemas.try", { pattern: "invoice.created", document: "{}" }],
])("%s: who takes no stream is refused, and holds no place for long", async (path, input) => {
  const answer = await fetch(`${url}/${path}`, {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(input),
  });
  expect(answer.status).toBe(415);
  const next = await eventually(() => trpc.backTests.run.mutate(ONE).catch(() => null));
  for await (const message of next) expect(message).toMatchObject({ type: "result", read: 1 });
});

test("a pattern that is not there is a refusal", async () => {
  const input = { ...ONE, patternId: stack.ctx.newId() };
  await expect(trpc.backTests.run.mutate(input)).rejects.toMatchObject({
    data: { code: "NOT_FOUND", fields: { patternId: expect.any(String) } },
  });
});

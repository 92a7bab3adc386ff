import { once } from "node:events";
import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { createHttpServer } from "./http-server.ts";
import { LINGER_MS } from "./linger.ts";

const stack = sharedRuntime();
let server: Server;
const logged: string[] = [];

beforeAll(async () => {
  const log = pino({ level: "info" }, { write: (line) => void logged.push(line) });
  const pages = async () => {
    throw new Error("a page of the test failed");
  };
  server = createHttpServer({ ...stack.runtime, ctx: { ...stack.runtime.ctx, log } }, pages);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterAll(async () => {
  server.close();
  server.closeAllConnections();
});

/** Sends bytes as they are, which no HTTP client would, and reads until the server closes. */
async function send(request: string): Promise<{ status: number; type: string; body: string }> {
  const { port } = server.address() as AddressInfo;
  const socket = connect(port, "127.0.0.1");
  socket.write(request);
  const answer = await text(socket);
  const [head = "", body = ""] = answer.split("\r\n\r\n");
  const type = /^content-type: (.*)$/im.exec(head)?.[1] ?? "";
  return { status: Number(head.split(" ")[1]), type, body };
}

const WEBHOOK = "POST /api/webhooks/github HTTP/1.1\r\nConnection: close\r\n";

test.each([
  ["a Host that is none", `${WEBHOOK}Host: a b/c\r\n\r\n`, 400, "bad_request"],
  [
    "a Host that is none, for a page",
    "GET / HTTP/1.1\r\nConnection: close\r\nHost: [\r\n\r\n",
    400,
    "bad_request",
  ],
  ["no Host", `${WEBHOOK}\r\n`, 400, "bad_request"],
  ["no Host, for a page", "GET / HTTP/1.1\r\nConnection: close\r\n\r\n", 400, "bad_request"],
  ["no HTTP", "HELLO\r\n\r\n", 400, "bad_request"],
  ["a header that is none", `${WEBHOOK}Host: a\r\nno colon\r\n\r\n`, 400, "bad_request"],
  ["two lengths", `${WEBHOOK}Host: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n`, 400, "bad_request"],
  [
    "headers over the limit",
    `${WEBHOOK}Host: a\r\nX-Long: ${"x".repeat(20_000)}\r\n\r\n`,
    431,
    "headers_too_large",
  ],
])("%s gets a problem, without internals", async (_, request, status, name) => {
  const answer = await send(request);
  expect(answer).toMatchObject({ status, type: "application/problem+json" });
  expect(JSON.parse(answer.body)).toEqual({
    type: `/errors/${name}`,
    title: expect.any(String),
    status,
    detail: expect.any(String),
  });
  expect(answer.body).not.toMatch(/HPE_|Error|at .*:\d+/);
});

test("a page that fails is logged by its path: a query can hold the set-up token", async () => {
  const answer = await send("GET /setup?token=hidden HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  expect(answer.status).toBe(500);
  const line = logged.find((entry) => entry.includes("a page failed")) ?? "";
  expect(JSON.parse(line)).toMatchObject({ path: "/setup" });
  expect(line).not.toContain("hidden");
});

test.each([
  ["a slash at the end", "/api/webhooks/nobody/", "nobody"],
  ["two slashes at the beginning", "//api/webhooks/nobody", "nobody"],
  ["the absolute form of RFC 9112", "http://a/api/webhooks/nobody?x=1", "nobody"],
  ["more than a key", "/api/webhooks/no/body", "no/body"],
])("a webhook URL with %s leaves a receipt", async (_, target, key) => {
  const answer = await send(
    `POST ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
  );
  expect(answer.status).toBe(404);
  const { receiptId } = JSON.parse(answer.body);
  const [receipt] = await stack.ctx.db.sql`select source_key, reason from receipts where id = ${receiptId}`;
  expect(receipt).toEqual({ source_key: key, reason: "unknown_source" });
});

test("a sender that writes on after it was refused can read why, and is not cut off", async () => {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  const closed = once(socket, "close");
  const answer = text(socket);
  const half = Buffer.alloc(2 ** 21);
  // What is refused is known by the head: the answer is there before the body is.
  socket.write(`${WEBHOOK}Host: a\r\nContent-Length: ${2 * half.length}\r\n\r\n`);
  await setTimeout(200);
  socket.write(half);
  await setTimeout(200);
  socket.end(half);
  expect(await answer).toMatch(/^HTTP\/1\.1 404 /);
  // A connection that was cut off would end with an error, which rejects.
  await closed;
});

test("a sender without end is cut off", { timeout: 20_000 }, async () => {
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  const startedMs = performance.now();
  const cutOff = new Promise<unknown>((resolve) => socket.once("error", resolve));
  const chunk = Buffer.concat([Buffer.from("10000\r\n"), Buffer.alloc(2 ** 16), Buffer.from("\r\n")]);
  socket.write(`${WEBHOOK}Host: a\r\nTransfer-Encoding: chunked\r\n\r\n`);
  const writing = setInterval(() => socket.write(chunk), 5);
  expect(await cutOff).toMatchObject({ code: expect.stringMatching(/^(EPIPE|ECONNRESET)$/) });
  clearInterval(writing);
  expect(performance.now() - startedMs).toBeGreaterThan(LINGER_MS);
});

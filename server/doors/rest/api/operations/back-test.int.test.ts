import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually } from "#e2e/support/publish.ts";
import { makeKey } from "#e2e/support/rest-api.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { storeEvents } from "#e2e/support/stored-events.ts";
import { createHttpServer } from "#server/runtime/http/http-server.ts";
import { backTestLineSchema } from "./back-test-representation.ts";

const stack = sharedRuntime();
let server: Server;
let key: string;
/** What a back-test takes that nobody stops. */
let wholeMs: number;

/** Takes long enough to be stopped on the way. */
const EVENTS = 24_000;
const BATCH = 4_000;

beforeAll(async () => {
  const facts = Array.from({ length: BATCH }, (_, amount) => ({
    pattern: "invoice.created",
    payload: {
      amount,
      lines: Array.from({ length: 20 }, (_line, number) => ({ number, text: "x".repeat(40) })),
    },
  }));
  for (let stored = 0; stored < EVENTS; stored += BATCH) await storeEvents(stack.ctx, facts);
  key = await makeKey(stack.runtime, "read");
  server = createHttpServer(stack.runtime, async () => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterAll(async () => {
  server.close();
  server.closeAllConnections();
});

const RULE = {
  type: "exact",
  value: "invoice.created",
  filters: [{ field: "$.payload.amount", operator: "lt", value: 10 }],
};

/** The back-test over a connection of its own, which `signal` closes. */
async function post(body: object, signal?: AbortSignal): Promise<Response> {
  const { port } = server.address() as AddressInfo;
  return await fetch(`http://127.0.0.1:${port}/api/v1/patterns/back-test`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": key },
    body: JSON.stringify(body),
    ...(signal === undefined ? {} : { signal }),
  });
}

async function linesOf(response: Response) {
  const body = response.body === null ? "" : await text(response.body);
  return body
    .trimEnd()
    .split("\n")
    .map((line) => backTestLineSchema.parse(JSON.parse(line)));
}

test("answers with lines: progress as it goes, then the result", async () => {
  const startedMs = performance.now();
  const response = await post({ rule: RULE, maxEvents: EVENTS });
  expect(response.status).toBe(200);
  expect(response.headers.get("content-type")).toBe("application/x-ndjson");
  expect(response.headers.get("cache-control")).toBe("no-store");
  const lines = await linesOf(response);
  wholeMs = performance.now() - startedMs;
  expect(lines.at(-1)).toMatchObject({ type: "result", end: "complete", read: EVENTS, matched: 60 });
  const progress = lines.slice(0, -1).map((line) => (line.type === "progress" ? line.read : Number.NaN));
  expect(progress.length).toBeGreaterThan(0);
  expect(progress).toEqual(progress.toSorted((one, other) => one - other));
});

describe("one at a time", () => {
  test("for a key; who leaves gives the place back before the end", async () => {
    const controller = new AbortController();
    const running = await post({ rule: RULE, maxEvents: EVENTS }, controller.signal);
    expect(running.status).toBe(200);
    const second = await post({ rule: RULE, maxEvents: 1 });
    expect([second.status, second.headers.get("retry-after")]).toEqual([429, "10"]);
    expect(await second.json()).toMatchObject({ type: "/errors/scan_under_way" });
    controller.abort();
    const abortedMs = performance.now();
    const third = await eventually(async () => {
      const answer = await post({ rule: RULE, maxEvents: 1 });
      return answer.status === 200 && answer;
    });
    expect(performance.now() - abortedMs).toBeLessThan(wholeMs / 2);
    expect(await linesOf(third)).toMatchObject([{ type: "result", end: "most_events", read: 1 }]);
  });
});

test("what cannot be tried is refused before the answer begins", async () => {
  const unknown = await post({ rule: RULE, patternId: stack.ctx.newId() });
  expect([unknown.status, await unknown.json()]).toMatchObject([
    422,
    { errors: [{ pointer: "/patternId" }] },
  ]);
  const wrong = await post({
    rule: { ...RULE, filters: [{ field: "$..[?(1)]", operator: "equals", value: 1 }] },
  });
  expect([wrong.status, await wrong.json()]).toMatchObject([
    422,
    { errors: [{ pointer: "/rule/filters/0/field" }] },
  ]);
  const backwards = await post({ rule: RULE, from: "2026-01-02T00:00:00Z", to: "2026-01-01T00:00:00Z" });
  expect([backwards.status, await backwards.json()]).toMatchObject([422, { errors: [{ pointer: "/to" }] }]);
});

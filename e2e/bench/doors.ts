import { createHmac, timingSafeEqual } from "node:crypto";
import { createServer, type Server } from "node:http";
import autocannon from "autocannon";
import postgres from "postgres";
import { startNextServer } from "#e2e/support/next-server.ts";
import { eventually } from "#e2e/support/publish.ts";
import { runningSettings } from "#e2e/support/running-settings.ts";
import { type Stack, startStack } from "#e2e/support/stack.ts";
import { requireEnv } from "#server/env.ts";
import { findFreePort } from "#server/runtime/embedded/ports.ts";
import { createRuntime } from "#server/runtime/runtime.ts";
import { createSource } from "#server/services/sources/create.ts";

const CONNECTIONS = 64;
const WARM_UP_SECONDS = 3;
const MEASURED_SECONDS = 10;
const BODY_BYTES = 1024;
const SOURCE = "bench";
const SECRET = "a-secret-for-the-benchmark";

interface Figures {
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly failed: number;
}

type Row = readonly [what: string, figures: Figures];

/**
 * The hot path beside a Next route that mounts the same handler, and beside a bare `node:http` server: what the
 * machine can do. First an answer that needs nothing, which shows the way alone; then a durable webhook (1 KiB,
 * HMAC-SHA256), where all rows share two cores with Postgres and the worker, and the bare server stores nothing.
 */
export async function benchDoors(): Promise<void> {
  const stack = await startStack();
  const bare = await startBareServer();
  const next = await startNextServer(await addSource(stack));
  try {
    const ways = [
      ["bare node:http", bare.url],
      ["hot path", stack.url],
      ["Next route", next.url],
    ] as const;
    print(
      "GET /api/health",
      await inTurn(ways, (url) => measure({ url: `${url}/api/health`, method: "GET" })),
    );
    const durable = async (url: string) => {
      const figures = await measure({
        url: `${url}/api/webhooks/${SOURCE}`,
        method: "POST",
        ...webhook("[<id>]"),
      });
      await quiet(stack);
      return figures;
    };
    print(`POST a durable webhook of ${BODY_BYTES} B`, await inTurn(ways, durable));
  } finally {
    await next.stop();
    bare.server.close();
    await stack.stop();
  }
}

/** One after the other: two at once would measure each other. */
async function inTurn(
  ways: readonly (readonly [string, string])[],
  run: (url: string) => Promise<Figures>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [what, url] of ways) rows.push([what, await run(url)]);
  return rows;
}

/** @returns the settings that the stack's own processes have */
async function addSource(stack: Stack): Promise<Record<string, string>> {
  const settings = { ...runningSettings(stack.dataDir), LOG_LEVEL: "warn" };
  const runtime = await createRuntime(requireEnv(settings), "server");
  const actor = { id: "bench", label: "npm run bench", role: "admin" } as const;
  const input = { key: SOURCE, name: "Benchmark", preset: "github", secret: SECRET };
  await createSource({ ctx: { ...runtime.ctx, actor }, input });
  await runtime.close();
  return settings;
}

interface Target {
  readonly url: string;
  readonly method: "GET" | "POST";
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

async function measure(target: Target): Promise<Figures> {
  await eventually(() => answers(target));
  await load(target, WARM_UP_SECONDS);
  const { requests, latency, non2xx, errors } = await load(target, MEASURED_SECONDS);
  return { perSecond: requests.average, p50Ms: latency.p50, p99Ms: latency.p99, failed: non2xx + errors };
}

function load(target: Target, duration: number): Promise<autocannon.Result> {
  return autocannon({
    ...target,
    connections: CONNECTIONS,
    duration,
    idReplacement: target.body !== undefined,
  });
}

async function answers({ url, ...request }: Target): Promise<boolean> {
  const response = await fetch(url, request).catch(() => null);
  return response?.ok ?? false;
}

/** The body is the same each time, so that signing costs the load generator nothing. The delivery id must not be. */
function webhook(delivery: string): { headers: Record<string, string>; body: string } {
  const headers = {
    "content-type": "application/json",
    "x-github-event": "push",
    "x-github-delivery": delivery,
    "x-hub-signature-256": SIGNATURE,
  };
  return { headers, body: BODY };
}

const BODY = JSON.stringify({ ref: "refs/heads/main", filler: "x".repeat(BODY_BYTES - 40) });
const SIGNATURE = `sha256=${createHmac("sha256", SECRET).update(BODY).digest("hex")}`;

async function startBareServer(): Promise<{ server: Server; url: string }> {
  const port = await findFreePort();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (request.method === "GET") return response.end('{"status":"alive"}');
      const body = Buffer.concat(chunks);
      const expected = Buffer.from(`sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`);
      const verified = timingSafeEqual(expected, Buffer.from(String(request.headers["x-hub-signature-256"])));
      const parsed: unknown = JSON.parse(body.toString("utf8"));
      response.writeHead(verified && parsed ? 202 : 401, { "content-type": "application/json" });
      response.end('{"receiptId":null}');
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${port}` };
}

/** Until the workers have nothing left to do: what they do would count against the next row. */
async function quiet(stack: Stack): Promise<void> {
  const sql = postgres(stack.address.databaseUrl, { max: 1 });
  for (;;) {
    const [row] = await sql<
      { busy: boolean }[]
    >`select exists (select 1 from receipts where outcome = 'pending') as busy`;
    if (!row?.busy) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await sql.end();
}

function print(title: string, rows: readonly Row[]): void {
  const limit = rows[0]?.[1].perSecond ?? 1;
  console.log(`\n${title}: ${CONNECTIONS} connections, ${MEASURED_SECONDS} s each`);
  for (const [what, { perSecond, p50Ms, p99Ms, failed }] of rows) {
    const share = `${((100 * perSecond) / limit).toFixed(0)} %`;
    const cells = [
      `${Math.round(perSecond)}/s`,
      share,
      `p50 ${p50Ms} ms`,
      `p99 ${p99Ms} ms`,
      `${failed} failed`,
    ];
    console.log(`${what.padEnd(18)}${cells.map((cell) => cell.padStart(14)).join("")}`);
  }
}

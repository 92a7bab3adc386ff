import { type ChildProcess, spawn } from "node:child_process";
import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import autocannon from "autocannon";
import postgres from "postgres";
import { eventually } from "#e2e/support/publish.ts";
import { type Stack, startStack } from "#e2e/support/stack.ts";
import { requireEnv } from "#server/env.ts";
import { findFreePort } from "#server/runtime/embedded/ports.ts";
import { loadSecrets } from "#server/runtime/embedded/secrets.ts";
import { createRuntime } from "#server/runtime/runtime.ts";
import { createSource } from "#server/services/sources/create.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

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

/**
 * One durable webhook (1 KiB, HMAC-SHA256) through the hot path and through the Next route, which is the same
 * handler, beside a bare `node:http` server that verifies, parses and stores nothing: what the machine can do.
 */
export async function benchDoors(): Promise<void> {
  const stack = await startStack();
  try {
    const env = await addSource(stack);
    const rows: [string, Figures][] = [];
    const bare = await startBareServer();
    rows.push(["bare node:http, stores nothing", await measure(bare.url)]);
    bare.server.close();
    rows.push(["hot path", await measure(`${stack.url}/api/webhooks/${SOURCE}`)]);
    await quiet(stack);
    const next = await startNext(env);
    rows.push(["the same handler as a Next route", await measure(`${next.url}/api/webhooks/${SOURCE}`)]);
    next.child.kill("SIGTERM");
    await quiet(stack);
    print(rows);
  } finally {
    await stack.stop();
  }
}

/** @returns the settings that the stack's own processes have */
async function addSource(stack: Stack): Promise<Record<string, string>> {
  const settings = {
    DATABASE_URL: stack.address.databaseUrl,
    TIDINGS_QUEUE_URL: stack.address.queueUrl,
    TIDINGS_SECRET: loadSecrets(stack.dataDir).tidingsSecret,
    LOG_LEVEL: "warn",
  };
  const runtime = await createRuntime(requireEnv(settings), "server");
  const actor = { id: "bench", label: "npm run bench", role: "admin" } as const;
  const input = { key: SOURCE, name: "Benchmark", preset: "github", secret: SECRET };
  await createSource({ ctx: { ...runtime.ctx, actor }, input });
  await runtime.close();
  return settings;
}

async function measure(url: string): Promise<Figures> {
  await eventually(async () => (await post(url)).ok);
  await load(url, WARM_UP_SECONDS);
  const result = await load(url, MEASURED_SECONDS);
  const { requests, latency, non2xx, errors } = result;
  return { perSecond: requests.average, p50Ms: latency.p50, p99Ms: latency.p99, failed: non2xx + errors };
}

function load(url: string, duration: number): Promise<autocannon.Result> {
  return autocannon({
    url,
    connections: CONNECTIONS,
    duration,
    method: "POST",
    ...webhook("[<id>]"),
    idReplacement: true,
  });
}

async function post(url: string): Promise<Response> {
  return await fetch(url, { method: "POST", ...webhook(randomUUID()) }).catch(
    () => new Response(null, { status: 503 }),
  );
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
      const body = Buffer.concat(chunks);
      const expected = Buffer.from(`sha256=${createHmac("sha256", SECRET).update(body).digest("hex")}`);
      const verified = timingSafeEqual(expected, Buffer.from(String(request.headers["x-hub-signature-256"])));
      const parsed: unknown = JSON.parse(body.toString("utf8"));
      response.writeHead(verified && parsed ? 202 : 401, { "content-type": "application/json" });
      response.end('{"receiptId":null}');
    });
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${port}/` };
}

async function startNext(settings: Record<string, string>): Promise<{ child: ChildProcess; url: string }> {
  const port = await findFreePort();
  const next = join(root, "node_modules/next/dist/bin/next");
  const env = { ...process.env, ...settings, NODE_ENV: "production" as const };
  const args = [next, "start", "--port", port.toString(), "--hostname", "127.0.0.1"];
  return {
    child: spawn(process.execPath, args, { cwd: root, env, stdio: "ignore" }),
    url: `http://127.0.0.1:${port}`,
  };
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

function print(rows: readonly [string, Figures][]): void {
  const limit = rows[0]?.[1].perSecond ?? 1;
  console.log(
    `durable webhook, ${BODY_BYTES} B, HMAC-SHA256, ${CONNECTIONS} connections, ${MEASURED_SECONDS} s`,
  );
  for (const [what, { perSecond, p50Ms, p99Ms, failed }] of rows) {
    const share = `${((100 * perSecond) / limit).toFixed(0)} %`;
    const cells = [
      `${Math.round(perSecond)}/s`,
      share,
      `p50 ${p50Ms} ms`,
      `p99 ${p99Ms} ms`,
      `${failed} failed`,
    ];
    console.log(`${what.padEnd(34)}${cells.map((cell) => cell.padStart(14)).join("")}`);
  }
}

import { randomUUID } from "node:crypto";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { sign } from "@octokit/webhooks-methods";
import { SingleBar } from "cli-progress";
import { runningSettings } from "#e2e/support/running-settings.ts";
import { eventIdPrefix } from "#schemas/source.ts";
import { requireEnv } from "#server/env.ts";
import { createRuntime, type Runtime } from "#server/runtime/runtime.ts";
import { revokeApiKey } from "#server/services/api-keys/revoke.ts";
import type { ActorCtx } from "#server/services/context.ts";
import { type GithubPayload, githubPayloads } from "./github-payloads.ts";
import { invoices } from "./invoices.ts";
import { patiently } from "./patiently.ts";
import { type Outgoing, sendAll } from "./send.ts";
import { type DemoAccess, GITHUB_SOURCE_KEY, setUpDemo } from "./set-up.ts";
import { isAllDone, type Summary, summarise } from "./summary.ts";

/**
 * `npm run demo`: real webhooks and invoices into the Tidings that `npm start` runs, and what became of them.
 * `npm run demo -- --per-second 20` sends slowly, for looking on.
 */
const { values: options } = parseArgs({ options: { "per-second": { type: "string", default: "Infinity" } } });
const perSecond = Number(options["per-second"]);
if (!(perSecond > 0)) {
  console.error("--per-second takes a number above 0, such as --per-second 20.");
  process.exit(2);
}
const dataDir = resolve(requireEnv(process.env).TIDINGS_DATA_DIR);
const settings = runningSettings(dataDir);
if (!settings) {
  console.error(`Nothing has been started on ${dataDir} yet. Run \`npm start\` in another terminal first.`);
  process.exit(1);
}
const env = requireEnv({ ...process.env, ...settings, LOG_LEVEL: "silent" });
const runtime = await createRuntime(env, "server");
try {
  await runDemo(runtime, `http://127.0.0.1:${env.PORT}`);
} finally {
  await runtime.close();
}

async function runDemo({ ctx: base }: Runtime, origin: string): Promise<void> {
  const ctx: ActorCtx = { ...base, actor: { id: "demo", label: "npm run demo", role: "admin" } };
  const access = await setUpDemo(ctx);
  const webhooks = githubPayloads();
  const published = invoices(ctx.clock());
  const outgoing = [
    ...(await Promise.all(webhooks.map((payload) => toWebhook(payload, origin, access)))),
    ...published.map((event) => toPublish(event.eventId, JSON.stringify(event), origin, access)),
  ];
  const bar = new SingleBar({
    format: "Sending  {bar}  {value}/{total}  {eta_formatted} left",
    hideCursor: true,
  });
  bar.start(outgoing.length, 0);
  const accepted = await sendAll(outgoing, { perSecond, onAccepted: () => bar.increment() }).finally(() =>
    bar.stop(),
  );
  await patiently(() => revokeApiKey({ ctx, input: { id: access.apiKey.id } }));
  const summary = await summarise(ctx, accepted);
  report(summary, { webhooks: webhooks.length, published: published.length });
  if (!isAllDone(summary, outgoing.length)) process.exitCode = 1;
}

async function toWebhook(
  { event, body }: GithubPayload,
  origin: string,
  access: DemoAccess,
): Promise<Outgoing> {
  const delivery = randomUUID();
  return {
    url: `${origin}/api/webhooks/${GITHUB_SOURCE_KEY}`,
    headers: {
      "content-type": "application/json",
      "user-agent": "GitHub-Hookshot/demo",
      "x-github-event": event,
      "x-github-delivery": delivery,
      "x-hub-signature-256": await sign(access.githubSecret, body),
    },
    body,
    eventId: `${eventIdPrefix(GITHUB_SOURCE_KEY)}${delivery}`,
  };
}

function toPublish(eventId: string, body: string, origin: string, access: DemoAccess): Outgoing {
  const headers = { "content-type": "application/json", authorization: `Bearer ${access.apiKey.key}` };
  return { url: `${origin}/api/v1/events`, headers, body, eventId };
}

function report(summary: Summary, sent: { readonly webhooks: number; readonly published: number }): void {
  const total = sent.webhooks + sent.published;
  const lines = [
    ["receipts of accepted requests", summary.receipts],
    ["still pending", summary.pending],
    ["repeated (stored before, kept once)", summary.repeated],
    ["matches", summary.matches],
    ["delivered", summary.delivered],
    ["not delivered yet", summary.undelivered],
  ] as const;
  for (const [what, count] of lines) console.log(`${String(count).padStart(6)}  ${what}`);
  const stored =
    summary.stored === total ? `${sent.webhooks} + ${sent.published}` : summary.stored.toString();
  console.log(
    `received ${sent.webhooks} + ${sent.published}, stored ${stored}, lost ${total - summary.stored}`,
  );
}

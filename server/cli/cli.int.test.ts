import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type EndedCommand, type Surroundings, startCommand } from "#e2e/support/command-line.ts";
import { eventually } from "#e2e/support/publish.ts";
import { makeKey } from "#e2e/support/rest-api.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { createHttpServer } from "#server/runtime/http/http-server.ts";

/** What the test runtime believes its address to be; the server listens on another port. */
const PUBLIC_URL = "http://localhost:3000";

/** Each of several commands starts a Node of its own. */
const COMMANDS_WITHIN_MS = 120_000;

const stack = sharedRuntime({ withWorkers: true });
let server: Server;
let folder: string;
let url: string;
let manageKey: string;

beforeAll(async () => {
  server = createHttpServer(stack.runtime, async (_, response) => void response.writeHead(404).end());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  url = `http://127.0.0.1:${port}`;
  manageKey = await makeKey(stack.runtime, "manage");
  folder = mkdtempSync(join(tmpdir(), "tidings-cli-"));
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  server.close();
  server.closeAllConnections();
});

function start(args: readonly string[], { env, input }: Surroundings = {}) {
  const settings = { TIDINGS_URL: url, TIDINGS_API_KEY: manageKey, ...env };
  return startCommand(args, { env: settings, ...(input !== undefined && { input }) });
}

async function tidings(args: string, surroundings?: Surroundings): Promise<EndedCommand> {
  return await start(args.split(" "), surroundings).ended;
}

/** As `tidings`, and reads the one document that it writes. Untyped, as `JSON.parse` is: tests say what they expect. */
async function tidingsJson(args: string, surroundings?: Surroundings) {
  const ended = await tidings(`${args} --json`, surroundings);
  return { ...ended, json: JSON.parse(ended.out) };
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

function outcomeOf(receiptId: string) {
  return eventually(async () => {
    const { json } = await tidingsJson(`receipts show ${receiptId}`);
    return json.outcome === "pending" ? null : json;
  });
}

test(
  "a source is added, sent to, and its receipt shown",
  async () => {
    const added = await tidingsJson("sources add hub --preset github --name Hub");
    expect(added).toMatchObject({ code: 0, error: "" });
    expect(added.json).toMatchObject({ key: "hub", preset: "github", url: `${url}/api/webhooks/hub` });
    const secret: string = added.json.generatedSecret;
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    const listed = await tidings("sources list");
    expect(listed.out).toMatch(/^KEY +NAME +PROVIDER +STATE\n/);
    expect(listed.out).toMatch(/^hub +Hub +GitHub +enabled$/m);

    const sent = await tidingsJson("send hub --event issues.opened", {
      env: { TIDINGS_SECRET_OF_HUB: secret },
    });
    expect(sent).toMatchObject({ code: 0, json: { accepted: true, status: 202, preset: "github" } });
    const receipt = await outcomeOf(sent.json.receiptId);
    expect(receipt).toMatchObject({ outcome: "stored", source: "hub", items: [{ outcome: "stored" }] });
    const shown = await tidings(`receipts show ${sent.json.receiptId}`);
    expect(shown).toMatchObject({ code: 0, error: "" });
    expect(shown.out).toMatch(/^outcome +stored$/m);
    expect(shown.out).toContain(receipt.items[0].eventId);
    const receipts = await tidingsJson("receipts list --source hub --limit 1");
    expect(receipts.json.items).toMatchObject([{ id: sent.json.receiptId, outcome: "stored" }]);
  },
  COMMANDS_WITHIN_MS,
);

test(
  "what was signed with the wrong secret is held, and processed when the right one is entered",
  async () => {
    const added = await tidings("sources add pay --preset stripe --secret-stdin", {
      input: "whsec_mistyped\n",
    });
    expect(added.code).toBe(0);
    expect(added.out).toMatch(/^at Stripe +Developers, Webhooks/m);
    expect(added.out).not.toContain("mistyped");
    const right = file("right.txt", "whsec_the_right_one\n");
    const sent = await tidingsJson(`send pay --secret-file ${right}`);
    expect(sent).toMatchObject({ code: 4, json: { accepted: false, status: 401 } });
    const { receiptId } = sent.json;
    const refused = await tidingsJson(`reverify ${receiptId}`);
    expect(refused).toMatchObject({
      code: 4,
      json: { items: [{ receiptId, outcome: "refused", reason: "bad_signature" }] },
    });

    const rotated = await tidingsJson(`sources rotate pay --overlap 90m --secret-file ${right}`);
    expect(rotated).toMatchObject({ code: 0, json: { generatedSecret: null } });
    const overlapMs = Date.parse(rotated.json.othersExpireAt) - Date.now();
    expect(Math.abs(overlapMs - 90 * 60_000)).toBeLessThan(60_000);
    const secrets = await tidingsJson("sources show pay");
    expect(secrets.json.secrets).toHaveLength(2);

    const requeued = await tidingsJson("reverify --source pay --reason bad_signature");
    expect(requeued).toMatchObject({ code: 0, json: { items: [{ receiptId, outcome: "requeued" }] } });
    expect(await outcomeOf(receiptId)).toMatchObject({ id: receiptId, outcome: "stored" });
    const none = await tidings("reverify --source pay");
    expect(none).toMatchObject({ code: 0, out: "No receipt in quarantine is like that.\n" });
  },
  COMMANDS_WITHIN_MS,
);

test(
  "a provider that signs the URL is sent to by the address that the source has",
  async () => {
    await tidings("sources add shop --preset square --secret-stdin", { input: "a signature key" });
    const secret = file("square.txt", "a signature key");
    const sent = await tidings(
      `send shop --secret-file ${secret} --signed-url ${PUBLIC_URL}/api/webhooks/shop`,
    );
    expect(sent.code).toBe(0);
    expect((await tidings(`send shop --secret-file ${secret}`)).code).toBe(4);
  },
  COMMANDS_WITHIN_MS,
);

test(
  "keys are made, used and revoked",
  async () => {
    const made = await tidingsJson("keys create reader --scope read --scope publish");
    expect(made).toMatchObject({ code: 0, json: { name: "reader", scopes: ["read", "publish"] } });
    const key = file("key.txt", `${made.json.key}\n`);
    const withKey = `--api-key-file ${key}`;
    expect((await tidings(`sources list ${withKey}`)).code).toBe(0);
    const published = await tidingsJson(`send --publish --event cli.tried ${withKey}`);
    expect(await outcomeOf(published.json.receiptId)).toMatchObject({ outcome: "stored" });
    const cloudEvent = await tidingsJson(`send --publish --cloudevent --event cli.tried ${withKey}`);
    expect(await outcomeOf(cloudEvent.json.receiptId)).toMatchObject({ outcome: "stored" });
    const mayNot = await tidings(`keys create other ${withKey}`);
    expect(mayNot).toMatchObject({ code: 1, out: "", error: expect.stringContaining("lacks the scope") });
    expect(await tidingsJson(`keys revoke ${made.json.id}`)).toMatchObject({
      code: 0,
      json: { revoked: true },
    });
    const revoked = await eventually(async () => {
      const ended = await tidings(`sources list ${withKey}`);
      return ended.code === 0 ? null : ended;
    });
    expect(revoked).toMatchObject({ code: 1, out: "" });
    const { json } = await tidingsJson("keys list");
    const found = json.items.find(({ id }: { readonly id: string }) => id === made.json.id);
    expect(found.revokedAt).not.toBeNull();
    expect(JSON.stringify(json)).not.toContain(made.json.key);
  },
  COMMANDS_WITHIN_MS,
);

async function store(id: string, pattern: string, timestamp = "2026-03-01T12:00:00Z"): Promise<void> {
  await stack.ctx.db.sql`
    insert into events (id, event_id, pattern, version, source, "timestamp", payload, metadata)
    values (${id}, ${id}, ${pattern}, '1.0', '{"type":"external","id":"shop"}'::jsonb, ${timestamp}::timestamp,
      '{}'::jsonb, '{}'::jsonb)`;
}

test(
  "tail writes each event once, late ones and those with an old time too, and Ctrl-C ends it with 0",
  async () => {
    const { newId } = stack.ctx;
    await store(newId(), "tail.before");
    const running = start(["tail", "--pattern", "tail.*", "--json"]);
    const linesOf = () => running.out().split("\n").filter(Boolean);
    await eventually(async () => running.error().includes("Waiting for events."));
    const lateId = newId();
    await store(newId(), "tail.new");
    await store(newId(), "other.new");
    await eventually(async () => linesOf().length === 1);
    await store(lateId, "tail.late");
    await eventually(async () => linesOf().length === 2);
    await store(newId(), "tail.old", "2001-01-01T00:00:00Z");
    await eventually(async () => linesOf().length >= 3);
    running.child.kill("SIGINT");
    expect(await running.ended).toMatchObject({ code: 0 });
    const patterns = linesOf().map((line) => JSON.parse(line).pattern);
    expect(patterns).toEqual(["tail.new", "tail.late", "tail.old"]);
  },
  COMMANDS_WITHIN_MS,
);

test(
  "exit codes: 1 for a key that is none, 3 for a server that is away, 2 for what nobody understands",
  async () => {
    const wrong = await tidings("sources list", { env: { TIDINGS_API_KEY: "tdg_no_such_key" } });
    expect(wrong).toMatchObject({ code: 1, out: "" });
    expect(wrong.error).toMatch(/^error: .*\(401\)\n/);
    const away = await tidings("sources list --json", { env: { TIDINGS_URL: "http://127.0.0.1:9" } });
    expect(away).toMatchObject({ code: 3, out: "" });
    for (const args of [
      "sources",
      "sources list --api-key x",
      "send",
      "reverify",
      "receipts show 1",
      "keys create a --scope all",
    ]) {
      const ended = await tidings(args);
      expect([args, ended.code, ended.out]).toEqual([args, 2, ""]);
      expect(ended.error).not.toMatch(/ at .*:\d+:\d+/);
    }
    const missing = await tidings("sources show no-such-source");
    expect(missing).toMatchObject({
      code: 1,
      error: expect.stringContaining('no source with the key "no-such-source"'),
    });
  },
  COMMANDS_WITHIN_MS,
);

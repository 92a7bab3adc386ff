import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCommand } from "#e2e/support/command-line.ts";
import { makeKey } from "#e2e/support/rest-api.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { createHttpServer } from "#server/runtime/http/http-server.ts";

/** Each of several commands starts a Node of its own. */
const COMMANDS_WITHIN_MS = 120_000;

const stack = sharedRuntime();
let server: Server;
let folder: string;
let env: Readonly<Record<string, string>>;

beforeAll(async () => {
  server = createHttpServer(stack.runtime, async (_, response) => void response.writeHead(404).end());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  env = { TIDINGS_URL: `http://127.0.0.1:${port}`, TIDINGS_API_KEY: await makeKey(stack.runtime, "manage") };
  folder = mkdtempSync(join(tmpdir(), "tidings-schemas-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  server.close();
  server.closeAllConnections();
});

async function tidings(...args: readonly string[]) {
  return await startCommand(args, { env }).ended;
}

function file(name: string, content: string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

test(
  "a schema is registered, shown, checked and tried",
  async () => {
    const first = file("first.json", '{"required":["total"]}');
    const looser = file("looser.json", "{}");
    const stricter = file("stricter.json", '{"required":["total","tax"]}');
    await stack.ctx.db.sql`
      insert into events (id, event_id, pattern, version, source, "timestamp", payload, metadata)
      values (gen_random_uuid(), 'e1', 'order.created', '1.0', '{"type":"external","id":"t"}', now(), '{"total":1}', '{}')`;

    const registered = await tidings("schemas", "register", "order.created", "1.0", first);
    expect(registered).toMatchObject({ code: 0, error: "" });
    expect(registered.out).toMatch(/^registered +order\.created 1\.0$/m);
    expect((await tidings("schemas", "list")).out).toMatch(/^order\.created +1 +1\.0 +1\.0 +-$/m);
    expect((await tidings("schemas", "show", "order.created")).out).toMatch(/^1\.0 +2020-12 /m);
    const shown = await tidings("schemas", "show", "order.created", "1.0");
    expect(JSON.parse(shown.out)).toEqual({ required: ["total"] });
    expect((await tidings("schemas", "show", "nothing.such")).code).toBe(1);

    expect((await tidings("schemas", "check", "order.created", looser)).code).toBe(0);
    const broken = await tidings("schemas", "check", "order.created", stricter);
    expect(broken).toMatchObject({ code: 4, out: expect.stringMatching(/^incompatible +backward$/m) });
    expect((await tidings("schemas", "register", "order.created", "2.0", stricter)).code).toBe(1);

    expect((await tidings("schemas", "try", "order.created", first)).code).toBe(0);
    const refused = await tidings("schemas", "try", "order.created", stricter);
    expect(refused).toMatchObject({ code: 4, out: expect.stringMatching(/^1 +\/payload\S* +required /m) });
  },
  COMMANDS_WITHIN_MS,
);

import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startCommand } from "#e2e/support/command-line.ts";
import { makeKey } from "#e2e/support/rest-api.ts";
import { sharedRuntime } from "#e2e/support/shared-runtime.ts";
import { storeEvents } from "#e2e/support/stored-events.ts";
import { createHttpServer } from "#server/runtime/http/http-server.ts";
import { createPattern } from "#server/services/patterns/create.ts";
import { createWorkflow } from "#server/services/workflows/create.ts";

/** Each command starts a Node of its own. */
const COMMANDS_WITHIN_MS = 60_000;

const RULE = {
  type: "exact",
  value: "invoice.created",
  filters: [{ field: "$.payload.amount", operator: "gt", value: 7 }],
};

const stack = sharedRuntime();
let server: Server;
let folder: string;
let env: Record<string, string>;

beforeAll(async () => {
  const { ctx } = stack;
  server = createHttpServer(stack.runtime, async (_, response) => void response.writeHead(404).end());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  env = { TIDINGS_URL: `http://127.0.0.1:${port}`, TIDINGS_API_KEY: await makeKey(stack.runtime, "read") };
  folder = mkdtempSync(join(tmpdir(), "tidings-cli-"));
  const workflow = await createWorkflow({ ctx, input: { name: "Billing", target: { kind: "log" } } });
  if (workflow.outcome !== "created") throw new Error(workflow.outcome);
  await createPattern({
    ctx,
    input: { name: "Large", workflowId: workflow.id, enabled: true, rule: RULE },
  });
  const amounts = Array.from({ length: 10 }, (_, amount) => amount);
  await storeEvents(
    ctx,
    amounts.map((amount) => ({ pattern: "invoice.created", eventId: `inv/${amount}`, payload: { amount } })),
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  server.close();
  server.closeAllConnections();
});

function tidings(...args: readonly string[]) {
  return startCommand(args, { env }).ended;
}

test(
  "explain says which clause fails, and what was recorded where it differs",
  async () => {
    const small = await tidings("explain", "inv/3");
    expect(small).toMatchObject({ code: 0, error: "" });
    expect(small.out).toMatch(
      /^PATTERN +VERSION +LIVE +MATCHES +WHY\nLarge +1 +yes +no +\$\.payload\.amount is .*3/,
    );
    const large = await tidings("explain", "inv/9", "--show", "matched", "--json");
    expect(JSON.parse(large.out).items).toMatchObject([{ name: "Large", recorded: { agrees: false } }]);
    expect(await tidings("explain", "inv/none")).toMatchObject({ code: 1 });
  },
  COMMANDS_WITHIN_MS,
);

test(
  "backtest tries a rule from a file",
  async () => {
    const file = join(folder, "rule.json");
    writeFileSync(file, JSON.stringify(RULE));
    const tried = await tidings("backtest", file);
    expect(tried).toMatchObject({ code: 0, error: "" });
    expect(tried.out).toMatch(
      /^events +10 with a name that fits\nmatched +2\nseen +The whole range was seen/,
    );
    expect(tried.out).toContain('"Large" of the workflow "Billing" matches all 2 events');
    writeFileSync(file, JSON.stringify({ ...RULE, type: "nonsense" }));
    const refused = await tidings("backtest", file);
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.error).toContain("/rule/type");
  },
  COMMANDS_WITHIN_MS,
);

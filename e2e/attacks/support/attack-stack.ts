import { randomBytes } from "node:crypto";
import type { TestProject } from "vitest/node";
import { startNextServer } from "#e2e/support/next-server.ts";
import { runningSettings } from "#e2e/support/running-settings.ts";
import { seedWorkflow } from "#e2e/support/seed.ts";
import { startStack } from "#e2e/support/stack.ts";
import { asAdmin } from "#e2e/support/test-runtime.ts";
import { NATIVE_SOURCE_KEY } from "#schemas/source.ts";
import { requireEnv } from "#server/env.ts";
import { createRuntime, type Runtime } from "#server/runtime/runtime.ts";
import { createApiKey } from "#server/services/api-keys/create.ts";
import { createSource } from "#server/services/sources/create.ts";
import { findSource } from "#server/services/sources/find.ts";
import { type AttackSite, DISPATCHED, LIST_MAPPING, SOURCES } from "./attack-site.ts";

declare module "vitest" {
  export interface ProvidedContext {
    attackSite: AttackSite;
  }
}

/** vitest's global set-up of the `attacks` project: the product as `npm start` runs it, and its Next routes beside it. */
export default async function startAttackStack(project: TestProject): Promise<() => Promise<void>> {
  const stack = await startStack();
  const stops: (() => Promise<unknown>)[] = [() => stack.stop()];
  const stop = async () => {
    for (const step of stops.toReversed()) await step();
  };
  try {
    const settings = runningSettings(stack.dataDir);
    if (!settings) throw new Error("The stack has no settings.");
    const seeded = await seed(settings);
    const next = await startNextServer(settings);
    stops.push(() => next.stop());
    project.provide("attackSite", {
      ...seeded,
      dataDir: stack.dataDir,
      databaseUrl: stack.address.databaseUrl,
      surfaces: [
        { name: "hot path", url: stack.url.replace("localhost", "127.0.0.1"), pid: null },
        { name: "Next route", url: next.url, pid: next.pid },
      ],
    });
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}

type Seeded = Pick<AttackSite, "secrets" | "publishKey" | "readKey" | "manageKey" | "workflowId">;

async function seed(settings: Readonly<Record<string, string>>): Promise<Seeded> {
  const runtime = await createRuntime(requireEnv({ ...settings, LOG_LEVEL: "warn" }), "server");
  try {
    const secrets = {
      github: randomSecret(),
      stripe: `whsec_${randomSecret()}`,
      standard: standardSecret(),
      list: randomSecret(),
    };
    await addSource(runtime, { key: SOURCES.github, preset: "github", secret: secrets.github });
    await addSource(runtime, { key: SOURCES.stripe, preset: "stripe", secret: secrets.stripe });
    await addSource(runtime, {
      key: SOURCES.standard,
      preset: "standard_webhooks",
      secret: secrets.standard,
    });
    await addSource(runtime, {
      key: SOURCES.list,
      preset: "github",
      secret: secrets.list,
      configuration: { mapping: LIST_MAPPING },
    });
    for (const pattern of Object.values(DISPATCHED)) {
      await seedWorkflow(runtime, {
        name: pattern,
        target: { kind: "log" },
        pattern: { type: "exact", value: pattern, filters: [] },
      });
    }
    return {
      secrets,
      workflowId: await anyWorkflowId(runtime),
      publishKey: await addKey(runtime, "publish"),
      readKey: await addKey(runtime, "read"),
      manageKey: await addKey(runtime, "manage"),
    };
  } finally {
    await runtime.close();
  }
}

async function anyWorkflowId({ ctx }: Runtime): Promise<string> {
  const [workflow] = await ctx.db.sql<{ id: string }[]>`select id from workflows limit 1`;
  if (!workflow) throw new Error("No workflow was seeded.");
  return workflow.id;
}

function randomSecret(): string {
  return randomBytes(24).toString("hex");
}

function standardSecret(): string {
  return `whsec_${randomBytes(24).toString("base64")}`;
}

async function addSource(
  runtime: Runtime,
  source: { readonly key: string } & Readonly<Record<string, unknown>>,
) {
  const created = await createSource({ ctx: asAdmin(runtime), input: { name: source.key, ...source } });
  if (created.outcome !== "created") throw new Error(created.outcome);
}

async function addKey(runtime: Runtime, scope: "publish" | "read" | "manage"): Promise<string> {
  const source = await findSource(runtime.ctx, (directory) => directory.byKey(NATIVE_SOURCE_KEY));
  const input = { sourceId: source?.id, name: `attacker who may ${scope}`, scopes: [scope] };
  const created = await createApiKey({ ctx: asAdmin(runtime), input });
  if (created.outcome !== "created") throw new Error(created.outcome);
  return created.key;
}

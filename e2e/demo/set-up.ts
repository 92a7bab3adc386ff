import { randomBytes } from "node:crypto";
import type { Pattern } from "#schemas/pattern/types.ts";
import { NATIVE_SOURCE_KEY } from "#schemas/source.ts";
import { createApiKey } from "#server/services/api-keys/create.ts";
import type { ActorCtx } from "#server/services/context.ts";
import { createPattern } from "#server/services/patterns/create.ts";
import { createSource } from "#server/services/sources/create.ts";
import { findSource } from "#server/services/sources/find.ts";
import { createWorkflow } from "#server/services/workflows/create.ts";
import { listWorkflows } from "#server/services/workflows/list.ts";

export const GITHUB_SOURCE_KEY = "github";

const SECRET_BYTES = 32;

interface DemoWorkflow {
  readonly name: string;
  readonly description: string;
  readonly patterns: readonly { readonly name: string; readonly rule: Pattern }[];
}

const WORKFLOWS: readonly DemoWorkflow[] = [
  {
    name: "Archive GitHub",
    description: "Everything that GitHub sends.",
    patterns: [{ name: "All of GitHub", rule: { type: "prefix", value: "github.", filters: [] } }],
  },
  {
    name: "Triage",
    description: "Somebody wants something: issues and their comments, and pull requests that were opened.",
    patterns: [
      { name: "Issues", rule: { type: "regex", value: "^github\\.(issues|issue_comment)\\.", filters: [] } },
      {
        name: "Opened pull requests",
        rule: { type: "exact", value: "github.pull_request.opened", filters: [] },
      },
    ],
  },
  {
    name: "Check large invoices",
    description: "Invoices over 1 000 are looked at by a person.",
    patterns: [
      {
        name: "Large invoices",
        rule: {
          type: "exact",
          value: "invoice.created",
          filters: [{ field: "$.payload.amount", operator: "gt", value: 1000 }],
        },
      },
    ],
  },
];

/** What the demo sends with. */
export interface DemoAccess {
  readonly githubSecret: string;
  readonly apiKey: { readonly id: string; readonly key: string };
}

/** Makes the `github` source, workflows and patterns where they are missing, and a key for this run. */
export async function setUpDemo(ctx: ActorCtx): Promise<DemoAccess> {
  const githubSecret = await ensureGithubSource(ctx);
  for (const workflow of WORKFLOWS) await ensureWorkflow(ctx, workflow);
  const native = await findSource(ctx, (directory) => directory.byKey(NATIVE_SOURCE_KEY));
  if (!native) throw new Error("The server has not made its native source yet. Start it with `npm start`.");
  const input = { sourceId: native.id, name: `Demo of ${ctx.clock().toISOString()}` };
  const apiKey = await createApiKey({ ctx, input });
  if (apiKey.outcome !== "created") throw new Error(`The native source is not native: ${apiKey.outcome}.`);
  return { githubSecret, apiKey };
}

/** The secret that the demo signs with. */
async function ensureGithubSource(ctx: ActorCtx): Promise<string> {
  const source = await findSource(ctx, (directory) => directory.byKey(GITHUB_SOURCE_KEY));
  if (!source) return await createGithubSource(ctx);
  const [secret] = source.secrets;
  if (source.preset === "github" && secret?.expiresAt === null) return secret.plain;
  throw new Error(
    `The source "${GITHUB_SOURCE_KEY}" is there and has no secret of GitHub's kind, so the demo cannot sign. Use another data folder (TIDINGS_DATA_DIR).`,
  );
}

async function createGithubSource(ctx: ActorCtx): Promise<string> {
  const secret = randomBytes(SECRET_BYTES).toString("hex");
  const input = { key: GITHUB_SOURCE_KEY, name: "GitHub", preset: "github", secret };
  const created = await createSource({ ctx, input });
  if (created.outcome === "created") return secret;
  throw new Error(`Somebody made the source "${GITHUB_SOURCE_KEY}" at the same moment. Run the demo again.`);
}

async function ensureWorkflow(ctx: ActorCtx, { name, description, patterns }: DemoWorkflow): Promise<void> {
  const target = { kind: "log" };
  const created = await createWorkflow({ ctx, input: { name, description, target, enabled: true } });
  const workflowId = created.outcome === "created" ? created.id : await workflowNamed(ctx, name);
  for (const { name: patternName, rule } of patterns) {
    await createPattern({ ctx, input: { name: patternName, workflowId, rule, enabled: true } });
  }
}

async function workflowNamed(ctx: ActorCtx, name: string): Promise<string> {
  const { rows } = await listWorkflows({ ctx, input: {} });
  const found = rows.find((row) => row.name === name);
  if (!found)
    throw new Error(`The workflow "${name}" exists and cannot be found. Is the list longer than a page?`);
  return found.id;
}

import type { Cli } from "../cli.ts";
import { escapeLines } from "../present/escape.ts";
import { localTime } from "../present/local-time.ts";
import { facts, table } from "../present/table.ts";
import { type CommandResult, done } from "../result.ts";
import { schema, subject } from "./answers.ts";

export interface ShowSchemaInput {
  readonly name: string;
  readonly version?: string | undefined;
}

const HEAD = [
  { title: "VERSION" },
  { title: "DIALECT" },
  { title: "REGISTERED" },
  { title: "BY", cuttable: true },
  { title: "DELETED" },
];

/** The versions of an event name, or the document of one of them. */
export async function showSchema(cli: Cli, { name, version }: ShowSchemaInput): Promise<CommandResult> {
  const path = `/schemas/${encodeURIComponent(name)}`;
  return version === undefined
    ? await showVersions(cli, path)
    : await showDocument(cli, `${path}/versions/${encodeURIComponent(version)}`);
}

async function showVersions({ client, shell }: Cli, path: string): Promise<CommandResult> {
  const answer = await client.call(`GET ${path}`, subject);
  if (answer.outcome === "failed") return answer;
  const { pattern, compatibility, defaultVersion, versions } = answer.value;
  const rows = versions.map(({ version, dialect, createdAt, author, deletedAt }) => [
    version,
    dialect,
    localTime(createdAt),
    author,
    deletedAt === null ? "-" : localTime(deletedAt),
  ]);
  const head = facts([
    ["events", pattern],
    ["compatibility", compatibility],
    ["default", defaultVersion ?? "-"],
  ]);
  return done(answer.value, `${head}\n\n${table(HEAD, rows, shell.columns)}`);
}

async function showDocument({ client }: Cli, path: string): Promise<CommandResult> {
  const answer = await client.call(`GET ${path}`, schema);
  if (answer.outcome === "failed") return answer;
  return done(answer.value, escapeLines(JSON.stringify(answer.value.document, null, 2), ""));
}

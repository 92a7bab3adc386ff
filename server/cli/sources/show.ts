import { findSource } from "../api/find-source.ts";
import { secretList } from "../api/representations.ts";
import type { Cli } from "../cli.ts";
import { escapeLines, jsonText } from "../present/escape.ts";
import { localTime } from "../present/local-time.ts";
import { facts } from "../present/table.ts";
import { type CommandResult, done } from "../result.ts";
import { providerOf, webhookUrl } from "./text.ts";

const JSON_INDENT = 2;

export async function showSource({ client, baseUrl }: Cli, { key }: { key: string }): Promise<CommandResult> {
  const found = await findSource(client, key);
  if (found.outcome === "failed") return found;
  const source = found.value;
  const secrets = await client.call(`GET /sources/${source.id}/secrets`, secretList);
  if (secrets.outcome === "failed") return secrets;
  const { items } = secrets.value;
  const url = webhookUrl(baseUrl, source);
  const text = facts([
    ["key", source.key],
    ["name", source.name],
    ["provider", `${providerOf(source.preset)} (${source.preset})`],
    ["state", source.enabled ? "enabled" : "disabled"],
    ...(url === null ? [] : [["url", url] as const]),
    ...items.map(({ createdAt, expiresAt }) => ["secret", validity(createdAt, expiresAt)] as const),
  ]);
  const isPlain = Object.keys(source.configuration).length === 0;
  const configuration = isPlain
    ? "configuration: as the provider's preset has it"
    : `configuration:\n${escapeLines(jsonText(source.configuration, JSON_INDENT), "  ")}`;
  return done({ ...source, url, secrets: items }, `${text}\n${configuration}`);
}

function validity(createdAt: string, expiresAt: string | null): string {
  const end = expiresAt === null ? "valid until it is replaced" : `valid until ${localTime(expiresAt)}`;
  return `of ${localTime(createdAt)}, ${end}`;
}

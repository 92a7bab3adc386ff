import { createHash } from "node:crypto";
import { readRevision } from "#db/queries/revisions.ts";
import { allSources, liveApiKeys } from "#db/queries/sources.ts";
import { PRESETS, type Preset } from "#schemas/source.ts";
import type { Ctx } from "../context.ts";

/** A source as the doors use it: its secret in plain. */
export interface Source {
  readonly id: string;
  readonly key: string;
  readonly preset: Preset;
  readonly secret: string | null;
  readonly maxBodyBytes: number | null;
  readonly enabled: boolean;
}

/** SHA-256 of an API key. Keys are random and long, so a fast hash is as safe as a slow one, and doors are quick. */
export function hashApiKey(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}

/**
 * The sources and the live API keys, held in memory, so that a door looks nothing up in the database before it
 * has verified a request. `refresh` is called twice a second: a change, a revoked key for one, counts within that
 * time in every process.
 */
export class SourceDirectory {
  #revision = -1;
  #byKey: ReadonlyMap<string, Source> = new Map();
  #byKeyHash: ReadonlyMap<string, Source> = new Map();
  #webhookKeys: ReadonlySet<string> = new Set();

  byKey(key: string): Source | undefined {
    return this.#byKey.get(key);
  }

  /** The source that publishes with this API key. Looked up by hash, so the time taken tells nothing of the key. */
  byApiKey(apiKey: string): Source | undefined {
    return this.#byKeyHash.get(hashApiKey(apiKey).toString("hex"));
  }

  /** Keys of the sources whose event ids are `<key>:…`. */
  get webhookKeys(): ReadonlySet<string> {
    return this.#webhookKeys;
  }

  /** Loads again if something changed: one small query otherwise. */
  async refresh({ db, secrets }: Pick<Ctx, "db" | "secrets">): Promise<void> {
    const revision = await readRevision(db.sql, "sources");
    if (revision === this.#revision) return;
    const [rows, keys] = await Promise.all([allSources(db.sql), liveApiKeys(db.sql)]);
    const sources = rows.map(
      (row): Source => ({
        ...row,
        preset: requirePreset(row.preset),
        secret: row.secret === null ? null : secrets.decrypt(row.secret),
      }),
    );
    const byId = new Map(sources.map((source) => [source.id, source]));
    this.#byKey = new Map(sources.map((source) => [source.key, source]));
    this.#webhookKeys = new Set(sources.filter(isWebhook).map((source) => source.key));
    this.#byKeyHash = new Map(
      keys.flatMap((key) => {
        const source = byId.get(key.sourceId);
        return source ? [[Buffer.from(key.hash).toString("hex"), source] as const] : [];
      }),
    );
    this.#revision = revision;
  }
}

function isWebhook(source: Source): boolean {
  return source.preset !== "native";
}

function requirePreset(value: string): Preset {
  const preset = PRESETS.find((known) => known === value);
  if (!preset)
    throw new Error(`The database holds a source of preset "${value}", which this version does not know.`);
  return preset;
}

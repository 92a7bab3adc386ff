import { createHash } from "node:crypto";
import { liveApiKeys } from "#db/queries/api-keys.ts";
import { readRevision } from "#db/queries/revisions.ts";
import { allSources, type SourceRow } from "#db/queries/sources.ts";
import { PRESETS, type Preset } from "#schemas/source.ts";
import type { Logger } from "#server/telemetry/logger.ts";
import type { Ctx } from "../context.ts";
import { describeFault } from "../fault.ts";
import { latestRun } from "../latest-run.ts";

/** A source as the doors use it: its secret in plain. */
export interface Source {
  readonly id: string;
  readonly key: string;
  readonly preset: Preset;
  readonly secret: string | null;
  readonly maxBodyBytes: number | null;
  readonly enabled: boolean;
}

/** What the database holds of a source, when this process cannot use it: its requests are answered 503, not refused. */
export interface UnusableSource {
  readonly id: string;
  readonly key: string;
  readonly fault: string;
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
  readonly #log: Logger;
  readonly #refresh = latestRun((ctx: RefreshCtx) => this.#load(ctx));
  #revision = -1;
  #refreshedMs = Number.NEGATIVE_INFINITY;
  #byKey: ReadonlyMap<string, Source | UnusableSource> = new Map();
  #byKeyHash: ReadonlyMap<string, Source | UnusableSource> = new Map();
  #webhookKeys: ReadonlySet<string> = new Set();

  constructor(log: Logger) {
    this.#log = log;
  }

  byKey(key: string): Source | UnusableSource | undefined {
    return this.#byKey.get(key);
  }

  /** The source that publishes with this API key. Looked up by hash, so the time taken tells nothing of the key. */
  byApiKey(apiKey: string): Source | UnusableSource | undefined {
    return this.#byKeyHash.get(hashApiKey(apiKey).toString("hex"));
  }

  /** Keys of the sources whose event ids are `<key>:…`. */
  get webhookKeys(): ReadonlySet<string> {
    return this.#webhookKeys;
  }

  /** How long ago what is held was known to be true, in milliseconds. */
  get ageMs(): number {
    return performance.now() - this.#refreshedMs;
  }

  /** Loads again if something changed: one small query otherwise. Sees whatever was committed before the call. */
  async refresh(ctx: RefreshCtx): Promise<void> {
    await this.#refresh(ctx);
  }

  async #load(ctx: RefreshCtx): Promise<void> {
    const askedMs = performance.now();
    const revision = await readRevision(ctx.db.sql, "sources");
    if (revision !== this.#revision) {
      await this.#reload(ctx);
      this.#revision = revision;
    }
    this.#refreshedMs = askedMs;
  }

  async #reload({ db, secrets }: RefreshCtx): Promise<void> {
    const [rows, keys] = await Promise.all([allSources(db.sql), liveApiKeys(db.sql)]);
    const sources = rows.map((row) => this.#open(row, secrets));
    const byId = new Map(sources.map((source) => [source.id, source]));
    this.#byKey = new Map(sources.map((source) => [source.key, source]));
    this.#webhookKeys = new Set(rows.filter((row) => row.preset !== "native").map((row) => row.key));
    this.#byKeyHash = new Map(
      keys.flatMap((key) => {
        const source = byId.get(key.sourceId);
        return source ? [[Buffer.from(key.hash).toString("hex"), source] as const] : [];
      }),
    );
  }

  /** A source that cannot be read must not keep the others, or a revoked key, from being seen. */
  #open(row: SourceRow, secrets: Ctx["secrets"]): Source | UnusableSource {
    try {
      const secret = row.secret === null ? null : secrets.decrypt(row.secret);
      return { ...row, preset: requirePreset(row.preset), secret };
    } catch (cause) {
      const fault = `The source "${row.key}" cannot be used: ${describeFault(cause)}`;
      this.#log.error(
        { source: row.key, err: cause },
        "a stored source cannot be read; was TIDINGS_SECRET changed?",
      );
      return { id: row.id, key: row.key, fault };
    }
  }
}

type RefreshCtx = Pick<Ctx, "db" | "secrets">;

function requirePreset(value: string): Preset {
  const preset = PRESETS.find((known) => known === value);
  if (!preset) throw new Error(`This version does not know the preset "${value}".`);
  return preset;
}

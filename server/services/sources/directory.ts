import { createHash } from "node:crypto";
import { type ApiKeyRow, liveApiKeys } from "#db/queries/api-keys.ts";
import { readRevision } from "#db/queries/revisions.ts";
import { allSecrets, allSources, type SecretRow, type SourceRow } from "#db/queries/sources.ts";
import { configurationOf, isPreset, type Preset } from "#schemas/preset.ts";
import {
  type RateLimit,
  rateLimit,
  type SourceConfiguration,
  sourceOverrides,
} from "#schemas/source-configuration.ts";
import type { Ctx } from "../context.ts";
import { describeFault } from "../fault.ts";
import { latestRun } from "../latest-run.ts";

/** A secret in plain. Those that have expired are there too, to tell people that one was used. */
export interface SourceSecret {
  readonly id: string;
  readonly plain: string;
  /** RFC 3339; null: valid until it is replaced. */
  readonly expiresAt: string | null;
}

/** A source as the doors use it: its secrets in plain, the newest first, its configuration in full. */
export interface Source {
  readonly id: string;
  readonly key: string;
  readonly preset: Preset;
  readonly enabled: boolean;
  readonly secrets: readonly SourceSecret[];
  readonly configuration: SourceConfiguration;
}

/** The holder of a live API key. */
export interface Publisher {
  readonly keyId: string;
  readonly keyName: string;
  /** schemas/api-key.ts `ApiKeyScope`. */
  readonly scopes: readonly string[];
  /** The key's own, beside that of its source. */
  readonly rateLimit: RateLimit | null;
  readonly source: Source | UnusableSource;
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
  readonly #means: DirectoryMeans;
  readonly #refresh = latestRun<void>(() => this.#load());
  #revision = -1;
  #refreshedMs = Number.NEGATIVE_INFINITY;
  #byId: ReadonlyMap<string, Source | UnusableSource> = new Map();
  #byKey: ReadonlyMap<string, Source | UnusableSource> = new Map();
  #publishers: ReadonlyMap<string, Publisher> = new Map();
  #webhookKeys: ReadonlySet<string> = new Set();

  constructor(means: DirectoryMeans) {
    this.#means = means;
  }

  byKey(key: string): Source | UnusableSource | undefined {
    return this.#byKey.get(key);
  }

  byId(id: string): Source | UnusableSource | undefined {
    return this.#byId.get(id);
  }

  /** Who publishes with this API key. Looked up by hash, so the time taken tells nothing of the key. */
  byApiKey(apiKey: string): Publisher | undefined {
    return this.#publishers.get(hashApiKey(apiKey).toString("hex"));
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
  async refresh(): Promise<void> {
    await this.#refresh();
  }

  async #load(): Promise<void> {
    const askedMs = performance.now();
    const revision = await readRevision(this.#means.db.sql, "sources");
    if (revision !== this.#revision) {
      await this.#reload();
      this.#revision = revision;
    }
    this.#refreshedMs = askedMs;
  }

  async #reload(): Promise<void> {
    const { db, secrets } = this.#means;
    const [rows, secretRows, keys] = await Promise.all([
      allSources(db.sql),
      allSecrets(db.sql),
      liveApiKeys(db.sql),
    ]);
    const secretsOf = Map.groupBy(secretRows, (row) => row.sourceId);
    const sources = rows.map((row) => this.#open(row, secretsOf.get(row.id) ?? [], secrets));
    const byId = new Map(sources.map((source) => [source.id, source]));
    this.#byId = byId;
    this.#byKey = new Map(sources.map((source) => [source.key, source]));
    this.#webhookKeys = new Set(rows.filter((row) => row.preset !== "native").map((row) => row.key));
    this.#publishers = new Map(
      keys.flatMap((key) => {
        const source = byId.get(key.sourceId);
        return source ? [[Buffer.from(key.hash).toString("hex"), toPublisher(key, source)] as const] : [];
      }),
    );
  }

  /** A source that cannot be read must not keep the others, or a revoked key, from being seen. */
  #open(row: SourceRow, secretRows: readonly SecretRow[], secrets: Ctx["secrets"]): Source | UnusableSource {
    const { id, key, enabled } = row;
    try {
      const preset = requirePreset(row.preset);
      const configuration = configurationOf(preset, sourceOverrides.parse(row.configuration));
      return {
        id,
        key,
        enabled,
        preset,
        configuration,
        secrets: secretRows.map((sealed) => open(sealed, secrets)),
      };
    } catch (cause) {
      const fault = `The source "${key}" cannot be used: ${describeFault(cause)}`;
      this.#means.log.error(
        { source: key, err: cause },
        "a stored source cannot be read; was TIDINGS_SECRET changed?",
      );
      return { id, key, fault };
    }
  }
}

function toPublisher(
  { id, name, scopes, rateLimit: stored }: ApiKeyRow,
  source: Source | UnusableSource,
): Publisher {
  return { keyId: id, keyName: name, scopes, rateLimit: rateLimit.nullable().parse(stored), source };
}

function open({ id, sealed, expiresAt }: SecretRow, secrets: Ctx["secrets"]): SourceSecret {
  return { id, expiresAt, plain: secrets.decrypt(sealed) };
}

/** `db` is the intake's: what is asked of the directory must not wait behind a search. */
type DirectoryMeans = Pick<Ctx, "db" | "secrets" | "log">;

function requirePreset(value: string): Preset {
  if (isPreset(value)) return value;
  throw new Error(`This version does not know the preset "${value}".`);
}

import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { Sql } from "#db/client.ts";
import { insertSchema, restoreSchema, type SchemaSummaryRow } from "#db/queries/event-schemas.ts";
import { lockSchemas, writeSubject } from "#db/queries/schema-subjects.ts";
import { registerSchemaInput } from "#schemas/event-schema.ts";
import { requirePermission } from "../access/require-permission.ts";
import { recordAudit } from "../audit/record.ts";
import type { ActorCtx } from "../context.ts";
import { type Compatibility, compareWithEarlier } from "./compare.ts";
import type { Inspection, SchemaIssue } from "./inspector/protocol.ts";
import { FIRST_PAUSE_MS, MAX_ATTEMPTS, MAX_VERSIONS } from "./limits.ts";
import { liveSchemas, readSubject, type Subject } from "./subject.ts";

/** A schema that is registered. `id` and `number` are what registries' clients know it by. */
export interface RegisteredSchema {
  readonly pattern: string;
  readonly version: string;
  readonly number: number;
  readonly id: number;
}

export type RegisterSchemaResult =
  /** `unchanged`: it was registered already. `restored`: it was, and then deleted. */
  | ({
      readonly outcome: "registered" | "restored" | "unchanged";
      readonly warnings: readonly SchemaIssue[];
    } & RegisteredSchema)
  /** It is no schema, or none that is safe to judge events by. */
  | { readonly outcome: "invalid_schema"; readonly issues: readonly SchemaIssue[] }
  /** The version has another document, and versions never change: events were judged by it. */
  | { readonly outcome: "version_taken" }
  /** It breaks what the name's mode promises, or, unless that was allowed, may break it. */
  | {
      readonly outcome: "incompatible";
      readonly compatibility: Exclude<Compatibility, { readonly outcome: "compatible" }>;
      readonly mode: Subject["compatibility"];
    }
  | { readonly outcome: "too_many_versions"; readonly limit: number }
  /** Others change the name's schemas all the time: the same may well succeed later. */
  | { readonly outcome: "overtaken" };

type Accepted = Extract<Inspection, { readonly outcome: "accepted" }>;

interface Request extends Omit<z.output<typeof registerSchemaInput>, "version"> {
  /** The version that the document is to have, beside those that there are. */
  readonly choose: (subject: Subject, fingerprint: string) => string;
}

/** Registers a schema for an event name at a version. Workers judge the receipts that they take up from then on by it. */
export async function registerSchema(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<RegisterSchemaResult> {
  const { version, ...rest } = registerSchemaInput.parse(args.input);
  return await register(args.ctx, { ...rest, choose: () => version });
}

/** Registers a schema at the next free version, `<number>.0`; a document that the name has keeps its version. */
export async function registerNextSchema(args: {
  readonly ctx: ActorCtx;
  readonly input: unknown;
}): Promise<RegisterSchemaResult> {
  const input = registerSchemaInput.omit({ version: true }).parse(args.input);
  return await register(args.ctx, { ...input, choose: knownOrNextVersion });
}

/**
 * What takes long, reading and comparing, is done before the transaction, and begins again when the name's schemas
 * changed meanwhile: no transaction waits for a schema to be read. Those that came at once go on after pauses by chance, so
 * that they do not meet again.
 */
async function register(ctx: ActorCtx, request: Request): Promise<RegisterSchemaResult> {
  requirePermission(ctx.actor, "schemas.write");
  const inspection = await ctx.schemaInspector.inspect(request.document);
  if (inspection.outcome === "refused") return { outcome: "invalid_schema", issues: inspection.issues };
  for (let attempt = 1; attempt <= MAX_ATTEMPTS; attempt += 1) {
    const result = await tryToRegister(ctx, request, inspection);
    if (result !== "changed_meanwhile") return result;
    if (attempt < MAX_ATTEMPTS) await sleep(ctx.random() * FIRST_PAUSE_MS * 2 ** (attempt - 1));
  }
  return { outcome: "overtaken" };
}

async function tryToRegister(
  ctx: ActorCtx,
  request: Request,
  inspection: Accepted,
): Promise<RegisterSchemaResult | "changed_meanwhile"> {
  const { document, pattern, allowUnknown } = request;
  const { fingerprint, warnings } = inspection;
  const subject = await readSubject(ctx.db.sql, pattern);
  const version = request.choose(subject, fingerprint);
  const existing = subject.schemas.find((schema) => schema.version === version) ?? null;
  if (existing !== null && existing.fingerprint !== fingerprint) return { outcome: "version_taken" };
  if (existing?.deletedAt === null) return { outcome: "unchanged", warnings, ...registered(existing) };
  if (existing === null && subject.schemas.length >= MAX_VERSIONS) {
    return { outcome: "too_many_versions", limit: MAX_VERSIONS };
  }
  const compatibility = await compareWithEarlier(ctx, { document, fingerprint }, subject);
  const isRefused =
    compatibility.outcome === "incompatible" || (compatibility.outcome === "unknown" && !allowUnknown);
  if (isRefused) return { outcome: "incompatible", compatibility, mode: subject.compatibility };
  return await ctx.db.sql.begin(async (sql) => {
    await lockSchemas(sql);
    if (!isDeepStrictEqual(await readSubject(sql, pattern), subject)) return "changed_meanwhile";
    const stored =
      existing === null
        ? await insert(ctx, sql, { subject, version, document, inspection })
        : await restore(ctx, sql, existing);
    await chooseDefault(sql, subject, version);
    return { ...stored, warnings };
  });
}

interface NewVersion {
  readonly subject: Subject;
  readonly version: string;
  readonly document: string;
  readonly inspection: Accepted;
}

async function insert(
  ctx: ActorCtx,
  sql: Sql,
  { subject, version, document, inspection: { dialect, fingerprint } }: NewVersion,
): Promise<{ readonly outcome: "registered" } & RegisteredSchema> {
  const { pattern, schemas } = subject;
  const number = (schemas.at(-1)?.number ?? 0) + 1;
  const authorLabel = ctx.actor.label;
  const id = await insertSchema(sql, {
    pattern,
    version,
    number,
    dialect,
    document,
    fingerprint,
    authorLabel,
  });
  const after = { pattern, version, number, id, dialect, fingerprint };
  await recordAudit(ctx, sql, {
    entityType: "schema",
    entityId: pattern,
    action: "schema.registered",
    before: null,
    after,
  });
  return { outcome: "registered", pattern, version, number, id };
}

async function restore(
  ctx: ActorCtx,
  sql: Sql,
  schema: SchemaSummaryRow,
): Promise<{ readonly outcome: "restored" } & RegisteredSchema> {
  await restoreSchema(sql, schema);
  await recordAudit(ctx, sql, {
    entityType: "schema",
    entityId: schema.pattern,
    action: "schema.restored",
    before: { ...registered(schema), deletedAt: schema.deletedAt },
    after: { ...registered(schema), deletedAt: null },
  });
  return { outcome: "restored", ...registered(schema) };
}

/** The first schema that a name has judges all of its events until somebody says otherwise. */
async function chooseDefault(sql: Sql, subject: Subject, version: string): Promise<void> {
  if (liveSchemas(subject).length > 0) return;
  const { pattern, ownCompatibility: compatibility } = subject;
  await writeSubject(sql, { pattern, compatibility, defaultVersion: version });
}

function registered({ pattern, version, number, id }: SchemaSummaryRow): RegisteredSchema {
  return { pattern, version, number, id };
}

function knownOrNextVersion({ schemas }: Subject, fingerprint: string): string {
  const known = schemas.filter((schema) => schema.fingerprint === fingerprint);
  const best = known.find(({ deletedAt }) => deletedAt === null) ?? known.at(-1);
  if (best !== undefined) return best.version;
  const taken = new Set(schemas.map(({ version }) => version));
  let number = (schemas.at(-1)?.number ?? 0) + 1;
  while (taken.has(`${number}.0`)) number += 1;
  return `${number}.0`;
}

import { findSchemaById, type LiveSchemaRow } from "#db/queries/event-schemas.ts";
import type { Ctx } from "../context.ts";
import { compileStored, type ValidatePayload } from "./compile-stored.ts";

/**
 * Characters of the documents that are compiled at a time: those of GitHub's 66 events three times. Each takes some 24
 * bytes compiled, so that all of them take 100 MB.
 */
const MAX_COMPILED_CHARACTERS = 4 * 1024 * 1024;

interface Compiled {
  readonly validate: ValidatePayload;
  readonly characters: number;
}

/** Compiled schemas by their fingerprints; those that were not used for longest go when there are too many. */
export class CompiledSchemas {
  readonly #db: Ctx["db"];
  /** The least recently used first. */
  readonly #byFingerprint = new Map<string, Compiled>();
  readonly #loading = new Map<string, Promise<ValidatePayload>>();
  #characters = 0;

  constructor({ db }: Pick<Ctx, "db">) {
    this.#db = db;
  }

  find({ fingerprint }: Pick<LiveSchemaRow, "fingerprint">): ValidatePayload | undefined {
    const compiled = this.#byFingerprint.get(fingerprint);
    if (compiled === undefined) return undefined;
    this.#byFingerprint.delete(fingerprint);
    this.#byFingerprint.set(fingerprint, compiled);
    return compiled.validate;
  }

  /** Whoever asks for a schema that is being loaded waits for the same. */
  async load(schema: LiveSchemaRow): Promise<ValidatePayload> {
    const { fingerprint } = schema;
    const under = this.#loading.get(fingerprint);
    if (under !== undefined) return await under;
    const loading = this.#load(schema);
    this.#loading.set(fingerprint, loading);
    try {
      return await loading;
    } finally {
      this.#loading.delete(fingerprint);
    }
  }

  async #load({ id, fingerprint }: LiveSchemaRow): Promise<ValidatePayload> {
    const row = await findSchemaById(this.#db.sql, id);
    if (row === null) throw new Error(`The schema ${id} is gone.`);
    const validate = await compileStored(row);
    this.#keep(fingerprint, { validate, characters: row.document.length });
    return validate;
  }

  #keep(fingerprint: string, compiled: Compiled): void {
    this.#byFingerprint.set(fingerprint, compiled);
    this.#characters += compiled.characters;
    for (const [oldest, { characters }] of this.#byFingerprint) {
      if (this.#characters <= MAX_COMPILED_CHARACTERS || oldest === fingerprint) return;
      this.#byFingerprint.delete(oldest);
      this.#characters -= characters;
    }
  }
}

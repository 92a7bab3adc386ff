import type { Sql } from "#db/client.ts";
import { liveSchemas } from "#db/queries/event-schemas.ts";
import { readRevision } from "#db/queries/revisions.ts";
import { defaultVersions } from "#db/queries/schema-subjects.ts";
import type { Envelope } from "#schemas/envelope.ts";
import type { Refusal } from "#schemas/receipt.ts";
import type { Ctx } from "../context.ts";
import { latestRun } from "../latest-run.ts";
import { Pacer } from "../log-scan/pacer.ts";
import { CompiledSchemas } from "./compiled-schemas.ts";
import { refusedBySchema, refusedVersion } from "./refusals.ts";
import { SchemaDirectory } from "./schema-directory.ts";

/** The schemas of events: which there are is known, and those that events need are compiled. */
export class SchemaBook {
  readonly #compiled: CompiledSchemas;
  readonly #refresh = latestRun((sql: Sql) => this.#load(sql));
  #revision = -1;
  #directory = new SchemaDirectory([], new Map());

  constructor(means: Pick<Ctx, "db">) {
    this.#compiled = new CompiledSchemas(means);
  }

  /** Sees whatever was committed before the call: one small query, unless something changed. */
  async refresh(sql: Sql): Promise<void> {
    await this.#refresh(sql);
  }

  /**
   * What speaks against each event, in their order; null: it conforms, or its name has no schemas. Schemas that were not
   * needed of late are loaded and compiled: never call it inside a transaction. Lets others have their turn between events.
   *
   * @throws when the database does not answer, or a stored schema cannot be compiled
   */
  async judge(events: readonly Envelope[]): Promise<readonly (Refusal | null)[]> {
    const directory = this.#directory;
    const pacer = new Pacer();
    const refusals: (Refusal | null)[] = [];
    for (const event of events) {
      refusals.push(await this.#judgeOne(directory, event));
      await pacer.rest();
    }
    return refusals;
  }

  async #judgeOne(directory: SchemaDirectory, event: Envelope): Promise<Refusal | null> {
    const choice = directory.choose(event);
    switch (choice.outcome) {
      case "none":
        return null;
      case "unknown_version":
        return refusedVersion(event, choice.registered);
      case "schema": {
        const validate = this.#compiled.find(choice.schema) ?? (await this.#compiled.load(choice.schema));
        return refusedBySchema(choice.schema, validate(event.payload));
      }
    }
  }

  async #load(sql: Sql): Promise<void> {
    const revision = await readRevision(sql, "schemas");
    if (revision === this.#revision) return;
    const defaults = await defaultVersions(sql);
    this.#directory = new SchemaDirectory(await liveSchemas(sql), defaults);
    this.#revision = revision;
  }
}

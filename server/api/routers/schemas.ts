import {
  changeSubjectInput,
  checkSchemaInput,
  deleteSchemasInput,
  installationCompatibilityInput,
  listSubjectsInput,
  registerSchemaInput,
  schemaVersionInput,
  subjectInput,
} from "#schemas/event-schema.ts";
import { schemaInferenceInput, schemaTrialInput } from "#schemas/schema-trial.ts";
import { changeSchemaSubject } from "#server/services/schemas/change-subject.ts";
import { checkSchema } from "#server/services/schemas/check.ts";
import { deleteSchema } from "#server/services/schemas/delete.ts";
import { getSchema } from "#server/services/schemas/get.ts";
import { getSchemaSubject } from "#server/services/schemas/get-subject.ts";
import { inferSchema } from "#server/services/schemas/infer.ts";
import {
  getInstallationCompatibility,
  setInstallationCompatibility,
} from "#server/services/schemas/installation-compatibility.ts";
import { listSchemaSubjects } from "#server/services/schemas/list-subjects.ts";
import { registerSchema } from "#server/services/schemas/register.ts";
import { startSchemaTrial } from "#server/services/schemas/try.ts";
import { refusal } from "../refusal.ts";
import { NEVER, scanRefused } from "../scan-refused.ts";
import { permitted, router } from "../trpc.ts";

const reading = permitted("schemas.read");
const writing = permitted("schemas.write");

/** JSON Schemas of events. What is wrong with a schema is an answer and not an error: the editor shows it at its places. */
export const schemasRouter = router({
  list: reading
    .input(listSubjectsInput)
    .query(({ ctx, input }) => listSchemaSubjects({ ctx: ctx.service, input })),

  subject: reading.input(subjectInput).query(async ({ ctx, input }) => {
    const result = await getSchemaSubject({ ctx: ctx.service, input });
    if (result.outcome === "not_found") throw notFound("This event name has no schemas.");
    return result.subject;
  }),

  get: reading.input(schemaVersionInput).query(async ({ ctx, input }) => {
    const result = await getSchema({ ctx: ctx.service, input });
    if (result.outcome === "not_found") throw notFound("This event name has no schema of this version.");
    return result.schema;
  }),

  installationCompatibility: reading.query(({ ctx }) => getInstallationCompatibility({ ctx: ctx.service })),

  setInstallationCompatibility: writing
    .input(installationCompatibilityInput)
    .mutation(({ ctx, input }) => setInstallationCompatibility({ ctx: ctx.service, input })),

  register: writing
    .input(registerSchemaInput)
    .mutation(({ ctx, input }) => registerSchema({ ctx: ctx.service, input })),

  check: reading
    .input(checkSchemaInput)
    .mutation(({ ctx, input }) => checkSchema({ ctx: ctx.service, input })),

  /** Which stored events a schema would refuse: progress now and then, and at the end the result. See backTests.run. */
  try: reading.input(schemaTrialInput).mutation(async ({ ctx, input, signal = NEVER }) => {
    const started = await startSchemaTrial({ ctx: ctx.service, input, signal });
    switch (started.outcome) {
      case "started":
        return started.messages;
      case "invalid_schema": {
        const [issue] = started.issues;
        throw refusal(
          "BAD_REQUEST",
          started.outcome,
          `${issue?.pointer || "/"}: ${issue?.message}`,
          "document",
        );
      }
      case "already_scanning":
      case "all_taken":
        throw scanRefused(started.outcome);
    }
  }),

  infer: reading.input(schemaInferenceInput).mutation(async ({ ctx, input, signal = NEVER }) => {
    const result = await inferSchema({ ctx: ctx.service, input, signal });
    switch (result.outcome) {
      case "inferred":
        return { document: result.document, events: result.events };
      case "no_events":
        throw refusal(
          "NOT_FOUND",
          "no_events",
          "The log has no event of this name and version in this range.",
        );
      case "gave_up":
        throw refusal("BAD_REQUEST", "gave_up", result.message);
      case "already_scanning":
      case "all_taken":
        throw scanRefused(result.outcome);
    }
  }),

  changeSubject: writing.input(changeSubjectInput).mutation(async ({ ctx, input }) => {
    const { outcome } = await changeSchemaSubject({ ctx: ctx.service, input });
    if (outcome === "unknown_version") {
      const message = "No live schema has this version. Choose one that is registered.";
      throw refusal("BAD_REQUEST", outcome, message, "defaultVersion");
    }
    return { changed: outcome === "changed" };
  }),

  delete: writing.input(deleteSchemasInput).mutation(async ({ ctx, input }) => {
    const result = await deleteSchema({ ctx: ctx.service, input });
    if (result.outcome === "not_found") throw notFound("There is no live schema to delete.");
    return { numbers: result.numbers, defaultVersion: result.defaultVersion };
  }),
});

function notFound(message: string) {
  return refusal("NOT_FOUND", "schema_not_found", message);
}

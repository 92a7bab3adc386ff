import { byId } from "#schemas/by-id.ts";
import { previewSourceInput } from "#schemas/preview-source.ts";
import { expireSecretInput, rotateSecretInput, sourceInput, updateSourceInput } from "#schemas/source.ts";
import { createSource } from "#server/services/sources/create.ts";
import { expireSecret } from "#server/services/sources/expire-secret.ts";
import { getSource } from "#server/services/sources/get.ts";
import { listSources } from "#server/services/sources/list.ts";
import { previewSource } from "#server/services/sources/preview.ts";
import { rotateSecret } from "#server/services/sources/rotate-secret.ts";
import { updateSource } from "#server/services/sources/update.ts";
import { listWaiting } from "#server/services/sources/waiting.ts";
import { refusal } from "../refusal.ts";
import { permitted, router } from "../trpc.ts";

const writing = permitted("sources.write");
const reading = permitted("sources.read");

/** Places that events come from. */
export const sourcesRouter = router({
  list: reading.query(({ ctx }) => listSources({ ctx: ctx.service })),

  get: reading.input(byId).query(async ({ ctx, input }) => {
    const result = await getSource({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "found":
        return result.source;
      case "not_found":
        throw notFound();
    }
  }),

  create: writing.input(sourceInput).mutation(async ({ ctx, input }) => {
    const result = await createSource({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "created":
        return { id: result.id, generatedSecret: result.generatedSecret };
      case "key_taken":
        throw refusal("CONFLICT", "key_taken", "Another source has this key. Choose a different one.", "key");
      case "invalid_secret":
        throw invalidSecret(result.message);
      case "invalid_configuration":
        throw invalidConfiguration(result.faults);
    }
  }),

  update: writing.input(updateSourceInput).mutation(async ({ ctx, input }) => {
    const result = await updateSource({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "updated":
      case "unchanged":
        return { version: result.version };
      case "not_found":
        throw notFound();
      case "stale_version":
        throw refusal(
          "CONFLICT",
          "stale_version",
          "Somebody else changed this source meanwhile. Load it again and repeat your change.",
        );
      case "invalid_configuration":
        throw invalidConfiguration(result.faults);
    }
  }),

  /** What a configuration would make of a request. Changes nothing; a mutation, since the request may be large. */
  preview: writing
    .input(previewSourceInput)
    .mutation(({ ctx, input }) => previewSource({ ctx: ctx.service, input })),

  waiting: reading.query(({ ctx }) => listWaiting({ ctx: ctx.service })),

  rotateSecret: writing.input(rotateSecretInput).mutation(async ({ ctx, input }) => {
    const result = await rotateSecret({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "rotated": {
        const { secretId, generatedSecret, othersExpireAt } = result;
        return { secretId, generatedSecret, othersExpireAt };
      }
      case "not_found":
        throw notFound();
      case "takes_no_secret":
        throw refusal("BAD_REQUEST", "takes_no_secret", "This source has no secrets: nothing signs for it.");
      case "secret_required":
        throw refusal(
          "BAD_REQUEST",
          "secret_required",
          "The provider gives the secret of this source. Paste the new one.",
          "secret",
        );
      case "invalid_secret":
        throw invalidSecret(result.message);
    }
  }),

  expireSecret: writing.input(expireSecretInput).mutation(async ({ ctx, input }) => {
    const result = await expireSecret({ ctx: ctx.service, input });
    switch (result.outcome) {
      case "expired":
        return { expired: true };
      case "not_found":
        throw refusal("NOT_FOUND", "secret_not_found", "The source has no such secret that is still valid.");
    }
  }),
});

function invalidConfiguration(faults: readonly string[]) {
  return refusal("BAD_REQUEST", "invalid_configuration", faults.join(" "), "configuration");
}

function invalidSecret(message: string) {
  return refusal("BAD_REQUEST", "invalid_secret", message, "secret");
}

function notFound() {
  return refusal("NOT_FOUND", "source_not_found", "There is no source with this id.");
}

import { z } from "zod";
import { rotateSecretInput, sourceInput, updateSourceInput } from "#schemas/source.ts";
import { sourceOverrides } from "#schemas/source-configuration.ts";
import type { SourceView } from "#server/services/sources/view.ts";
import { type Refused, refused } from "../answer.ts";
import { answerSchema, requestSchema } from "../named.ts";
import { instant } from "./event-representation.ts";

answerSchema("SourceConfiguration", sourceOverrides);
requestSchema("NewSourceConfiguration", sourceOverrides);

/** A webhook source as it is sent. */
export const newSourceSchema = requestSchema("NewSource", sourceInput);

const { name, enabled, configuration } = updateSourceInput.shape;

export const sourceChangeSchema = requestSchema(
  "SourceChange",
  z.strictObject({ name, enabled, configuration }),
);

export const sourceReplacementSchema = requestSchema(
  "SourceReplacement",
  z.strictObject({
    name: name.unwrap(),
    enabled: enabled.unwrap(),
    configuration: configuration.unwrap(),
  }),
);

const members = {
  id: z.uuid(),
  key: z.string().describe("The last part of its URL, and the beginning of its events' ids. Never changes."),
  name: z.string(),
  preset: z.string().describe("The provider, or the scheme that requests are verified by."),
  enabled: z.boolean(),
  version: z.int().min(1).describe("Grows by one with every change; the ETag."),
  configuration: sourceOverrides,
};

/** Without its secrets: they come and go without a new version of the source. */
export const sourceSchema = answerSchema("Source", z.strictObject(members));

export const createdSourceSchema = answerSchema(
  "CreatedSource",
  z.strictObject({
    ...members,
    generatedSecret: z
      .string()
      .nullable()
      .describe(
        "The secret that was made, shown this once; null when the request brought one, or there is none.",
      ),
  }),
);

export const sourceListSchema = answerSchema("SourceList", z.strictObject({ items: z.array(sourceSchema) }));

export function representationOf(source: SourceView): z.output<typeof sourceSchema> {
  const { secrets: _secrets, ...rest } = source;
  return rest;
}

const secretSchema = answerSchema(
  "Secret",
  z.strictObject({
    id: z.uuid(),
    createdAt: instant,
    expiresAt: instant.nullable().describe("Null: valid until it is replaced."),
  }),
);

export const secretListSchema = answerSchema("SecretList", z.strictObject({ items: z.array(secretSchema) }));

const { id: _id, ...rotation } = rotateSecretInput.shape;

export const newSecretSchema = requestSchema("NewSecret", z.strictObject(rotation));

export const createdSecretSchema = answerSchema(
  "CreatedSecret",
  z.strictObject({
    id: z.uuid(),
    generatedSecret: z
      .string()
      .nullable()
      .describe("Shown this once; null when the request brought its own."),
    othersExpireAt: instant.describe("Until when the secrets before it are valid."),
  }),
);

export const NEW_SOURCE_EXAMPLE = {
  key: "github",
  name: "GitHub",
  preset: "github",
  secret: null,
  configuration: {},
};

export function invalidConfiguration(faults: readonly string[]): Refused {
  const errors = faults.map((message) => ({ pointer: "/configuration", message }));
  return refused(422, "invalid_request", "The configuration cannot be used.", { errors });
}

export function sourceKeyTaken(): Refused {
  const message = "Another source has this key. Choose a different one.";
  return refused(409, "name_taken", message, { errors: [{ pointer: "/key", message }] });
}

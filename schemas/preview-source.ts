import { z } from "zod";
import { sourceKey, webhookPreset } from "./source.ts";
import { sourceOverrides } from "./source-configuration.ts";

/** 1 MiB: a request that somebody pasted, or one of a receipt's page. */
const MAX_PREVIEW_BODY_CHARACTERS = 1_048_576;

const MAX_HEADERS = 100;

const headerName = z
  .string()
  .min(1)
  .max(256)
  .transform((name) => name.toLowerCase());

/** A request, and the configuration that it is to be read with. The body is text, without compression. */
export const previewSourceInput = z.strictObject({
  preset: webhookPreset,
  key: sourceKey.default("preview"),
  configuration: sourceOverrides.default({}),
  request: z.strictObject({
    headers: z
      .record(headerName, z.string().max(16_384))
      .refine((headers) => Object.keys(headers).length <= MAX_HEADERS, `Give at most ${MAX_HEADERS} headers.`)
      .default({}),
    body: z.string().max(MAX_PREVIEW_BODY_CHARACTERS),
  }),
});

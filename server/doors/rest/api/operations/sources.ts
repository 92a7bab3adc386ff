import { WEBHOOK_PRESETS } from "#schemas/preset.ts";
import { createSource } from "#server/services/sources/create.ts";
import { getSource } from "#server/services/sources/get.ts";
import { listSources } from "#server/services/sources/list.ts";
import { created, invalidMember, notFound, ok } from "../answer.ts";
import { etagOf, unlessKnown } from "../etag.ts";
import { BY_ID, NO_BODY, NONE, operation } from "../operation.ts";
import { changeSource } from "./change-source.ts";
import {
  createdSourceSchema,
  invalidConfiguration,
  NEW_SOURCE_EXAMPLE,
  newSourceSchema,
  representationOf,
  sourceChangeSchema,
  sourceKeyTaken,
  sourceListSchema,
  sourceReplacementSchema,
  sourceSchema,
} from "./source-representation.ts";

const PRESETS = Object.keys(WEBHOOK_PRESETS)
  .map((name) => `\`${name}\``)
  .join(", ");

const resource = { tag: "Sources", params: BY_ID, query: NONE } as const;
const sourceAnswer = {
  status: 200,
  description: "The source.",
  schema: sourceSchema,
  headers: ["ETag"],
} as const;

export const sourceOperations = [
  operation({
    method: "get",
    path: "/sources",
    operationId: "listSources",
    summary: "List sources",
    description: "All of them, by key: an installation has tens.",
    tag: "Sources",
    scope: "read",
    params: NONE,
    query: NONE,
    body: NO_BODY,
    success: { status: 200, description: "The sources.", schema: sourceListSchema },
    handle: async ({ ctx }) => ok({ items: (await listSources({ ctx })).map(representationOf) }),
  }),

  operation({
    method: "post",
    path: "/sources",
    operationId: "createSource",
    summary: "Add a webhook source",
    description: `Its URL is \`/api/webhooks/{key}\`. A secret is made for it where the provider takes ours, and is in the answer this once. Presets: ${PRESETS}.`,
    tag: "Sources",
    scope: "manage",
    params: NONE,
    query: NONE,
    body: newSourceSchema,
    bodyExample: NEW_SOURCE_EXAMPLE,
    success: {
      status: 201,
      description: "The source.",
      schema: createdSourceSchema,
      headers: ["ETag", "Location"],
    },
    problems: [409],
    handle: async ({ ctx, body }) => {
      const result = await createSource({ ctx, input: body });
      if (result.outcome === "key_taken") return sourceKeyTaken();
      if (result.outcome === "invalid_secret") return invalidMember("/secret", result.message);
      if (result.outcome === "invalid_configuration") return invalidConfiguration(result.faults);
      const { id, generatedSecret } = result;
      const made = await getSource({ ctx, input: { id } });
      if (made.outcome === "not_found") throw new Error(`The source ${id} was made and is not there.`);
      const source = representationOf(made.source);
      return created({ ...source, generatedSecret }, `/api/v1/sources/${id}`, {
        etag: etagOf(source.version),
      });
    },
  }),

  operation({
    ...resource,
    method: "get",
    path: "/sources/{id}",
    operationId: "getSource",
    summary: "Read a source",
    scope: "read",
    body: NO_BODY,
    success: sourceAnswer,
    conditional: "read",
    handle: async ({ ctx, params, headers }) => {
      const found = await getSource({ ctx, input: params });
      if (found.outcome === "not_found") return notFound("source");
      const source = representationOf(found.source);
      return unlessKnown(headers, etagOf(source.version), ok(source));
    },
  }),

  operation({
    ...resource,
    method: "put",
    path: "/sources/{id}",
    operationId: "replaceSource",
    summary: "Replace a source's configuration",
    description: "Every process has the change within a second. Key and preset never change.",
    scope: "manage",
    body: sourceReplacementSchema,
    bodyExample: { name: "GitHub", enabled: true, configuration: {} },
    success: sourceAnswer,
    conditional: "change",
    handle: ({ ctx, params, headers, body }) => changeSource(ctx, params.id, headers, body),
  }),

  operation({
    ...resource,
    method: "patch",
    path: "/sources/{id}",
    operationId: "changeSource",
    summary: "Change parts of a source",
    description: "What the body leaves out stays as it is; `configuration` is replaced as a whole.",
    scope: "manage",
    body: sourceChangeSchema,
    bodyExample: { enabled: false },
    success: sourceAnswer,
    conditional: "change",
    handle: ({ ctx, params, headers, body }) => changeSource(ctx, params.id, headers, body),
  }),
];

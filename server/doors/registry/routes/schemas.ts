import { getSchemaById } from "#server/services/schemas/get.ts";
import { answered, failures, type RegistryAnswer } from "../answer.ts";
import { param, type RegistryCall, type RegistryRoute } from "../route.ts";

type Schema = Extract<Awaited<ReturnType<typeof getSchemaById>>, { outcome: "found" }>["schema"];

/** A route about the schema whose id the path names, deleted or not: its id stands in messages for ever. */
function byId(answerWith: (schema: Schema) => RegistryAnswer) {
  return async (call: RegistryCall): Promise<RegistryAnswer> => {
    const id = param(call, "id");
    if (!/^\d{1,15}$/.test(id)) return failures.noSchema();
    const found = await getSchemaById({ ctx: call.ctx, id: Number(id) });
    return found.outcome === "found" ? answerWith(found.schema) : failures.noSchema();
  };
}

/** Schemas by their ids. Each belongs to one version of one subject. */
export const schemaRoutes: readonly RegistryRoute[] = [
  { method: "GET", path: "/schemas/types", scope: "read", handle: async () => answered(["JSON"]) },
  {
    method: "GET",
    path: "/schemas/ids/:id",
    scope: "read",
    handle: byId(({ document }) => answered({ schemaType: "JSON", schema: document })),
  },
  {
    method: "GET",
    path: "/schemas/ids/:id/schema",
    scope: "read",
    handle: byId(({ document }) => ({ outcome: "answered", text: document })),
  },
  {
    method: "GET",
    path: "/schemas/ids/:id/subjects",
    scope: "read",
    handle: byId(({ pattern }) => answered([pattern])),
  },
  {
    method: "GET",
    path: "/schemas/ids/:id/versions",
    scope: "read",
    handle: byId(({ pattern, number }) => answered([{ subject: pattern, version: number }])),
  },
];

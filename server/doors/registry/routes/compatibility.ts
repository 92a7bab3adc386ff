import { checkSchema } from "#server/services/schemas/check.ts";
import { answered, failures, type RegistryAnswer } from "../answer.ts";
import { flag, type RegistryCall, type RegistryRoute } from "../route.ts";
import { issuesText, readSchemaRequest } from "../schema-request.ts";
import { schemaOfPath } from "../subject-of.ts";

/** With the versions that the subject's mode names. */
async function withSubject(call: RegistryCall): Promise<RegistryAnswer> {
  return await check(call, undefined);
}

async function withVersion(call: RegistryCall): Promise<RegistryAnswer> {
  const found = await schemaOfPath(call);
  return found.outcome === "failed" ? found : await check(call, found.value.version);
}

/** What cannot be told to be compatible would not be registered, and so is not. */
async function check(call: RegistryCall, against: string | undefined): Promise<RegistryAnswer> {
  const request = readSchemaRequest(call);
  if (request.outcome === "failed") return request;
  const { pattern, document } = request;
  const result = await checkSchema({ ctx: call.ctx, input: { pattern, document, against } });
  switch (result.outcome) {
    case "not_found":
      return failures.noVersion(against ?? "latest");
    case "invalid_schema":
      return failures.invalidSchema(issuesText(result.issues));
    case "checked": {
      const { compatibility } = result;
      const messages = compatibility.outcome === "compatible" ? [] : [issuesText([compatibility])];
      const verbose = flag(call, "verbose") ? { messages } : {};
      return answered({ is_compatible: compatibility.outcome === "compatible", ...verbose });
    }
  }
}

/** Trying a schema without registering it. */
export const compatibilityRoutes: readonly RegistryRoute[] = [
  { method: "POST", path: "/compatibility/subjects/:subject/versions", scope: "read", handle: withSubject },
  {
    method: "POST",
    path: "/compatibility/subjects/:subject/versions/:version",
    scope: "read",
    handle: withVersion,
  },
];

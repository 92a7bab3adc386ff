import { subjectNamesInput } from "#schemas/event-schema.ts";
import { deleteSchema } from "#server/services/schemas/delete.ts";
import { findDocument } from "#server/services/schemas/find-document.ts";
import { getSchema } from "#server/services/schemas/get.ts";
import { listSubjectNames } from "#server/services/schemas/list-subject-names.ts";
import { type RegisterSchemaResult, registerNextSchema } from "#server/services/schemas/register.ts";
import { answered, failures, type RegistryAnswer } from "../answer.ts";
import { flag, param, type RegistryCall, type RegistryRoute } from "../route.ts";
import { issuesText, readSchemaRequest } from "../schema-request.ts";
import { type NumberedSchema, schemaOfPath, schemasOfSubject } from "../subject-of.ts";

const PERMANENT =
  "Schemas are never deleted for good: events in the log were judged by them. Delete it without permanent=true.";

async function list(call: RegistryCall): Promise<RegistryAnswer> {
  const { query, ctx } = call;
  const kept = flag(call, "deleted") ? "with" : "without";
  const number = (name: string) => (query.has(name) ? Number(query.get(name)) : undefined);
  const limit = number("limit");
  const input = subjectNamesInput.safeParse({
    beginning: query.get("subjectPrefix") ?? "",
    deleted: flag(call, "deletedOnly") ? "only" : kept,
    offset: number("offset"),
    // -1 stands for all of them.
    limit: limit === -1 ? undefined : limit,
  });
  if (!input.success) return failures.notPermitted("offset and limit must be numbers, limit at most 10000.");
  return answered(await listSubjectNames({ ctx, input: input.data }));
}

async function register(call: RegistryCall): Promise<RegistryAnswer> {
  const request = readSchemaRequest(call);
  if (request.outcome === "failed") return request;
  const { pattern, document } = request;
  const result = await registerNextSchema({ ctx: call.ctx, input: { pattern, document } });
  return registration(result, document);
}

function registration(result: RegisterSchemaResult, schema: string): RegistryAnswer {
  switch (result.outcome) {
    case "registered":
    case "restored":
    case "unchanged":
      return answered({ id: result.id, version: result.number, schemaType: "JSON", schema });
    case "invalid_schema":
      return failures.invalidSchema(issuesText(result.issues));
    case "incompatible": {
      const { outcome, message, pointer, against } = result.compatibility;
      const told = outcome === "unknown" ? "cannot be told to be compatible" : "is incompatible";
      return failures.incompatible(
        `Schema being registered ${told} with an earlier schema (version ${against}, ${result.mode.toUpperCase()}): ${issuesText([{ pointer, message }])}`,
      );
    }
    case "too_many_versions":
      return failures.notPermitted(`A subject has at most ${result.limit} versions, and this one has them.`);
    // The next free version is taken only when another client was faster.
    case "version_taken":
    case "overtaken":
      return failures.contended();
  }
}

async function lookUp(call: RegistryCall): Promise<RegistryAnswer> {
  const request = readSchemaRequest(call);
  if (request.outcome === "failed") return request;
  const { pattern, document } = request;
  const found = await findDocument({
    ctx: call.ctx,
    input: { pattern, document, deleted: flag(call, "deleted") },
  });
  switch (found.outcome) {
    case "found": {
      const { id, number } = found;
      return answered({ subject: pattern, version: number, id, schemaType: "JSON", schema: document });
    }
    case "not_found":
      return failures.noSchema();
    case "no_subject":
      return failures.noSubject(pattern);
    case "invalid_schema":
      return failures.invalidSchema(issuesText(found.issues));
  }
}

/** The document of a schema that is known to be there. */
async function documentOf(
  { ctx }: RegistryCall,
  pattern: string,
  { version }: NumberedSchema,
): Promise<string> {
  const found = await getSchema({ ctx, input: { pattern, version } });
  if (found.outcome === "not_found") throw new Error("A listed schema is not there.");
  return found.schema.document;
}

async function read(call: RegistryCall): Promise<RegistryAnswer> {
  const found = await schemaOfPath(call);
  if (found.outcome === "failed") return found;
  const subject = param(call, "subject");
  const { number, id } = found.value;
  const schema = await documentOf(call, subject, found.value);
  return answered({ subject, version: number, id, schemaType: "JSON", schema });
}

async function readDocument(call: RegistryCall): Promise<RegistryAnswer> {
  const found = await schemaOfPath(call);
  if (found.outcome === "failed") return found;
  return { outcome: "answered", text: await documentOf(call, param(call, "subject"), found.value) };
}

async function listVersions(call: RegistryCall): Promise<RegistryAnswer> {
  const found = await schemasOfSubject(call);
  return found.outcome === "failed" ? found : answered(found.value.map(({ number }) => number));
}

async function deleteVersion(call: RegistryCall): Promise<RegistryAnswer> {
  if (flag(call, "permanent")) return failures.notPermitted(PERMANENT);
  const found = await schemaOfPath(call);
  if (found.outcome === "failed") return found;
  const { version, number } = found.value;
  const result = await deleteSchema({ ctx: call.ctx, input: { pattern: param(call, "subject"), version } });
  return result.outcome === "deleted" ? answered(number) : failures.noVersion(number);
}

async function deleteSubject(call: RegistryCall): Promise<RegistryAnswer> {
  if (flag(call, "permanent")) return failures.notPermitted(PERMANENT);
  const found = await schemasOfSubject(call);
  if (found.outcome === "failed") return found;
  const pattern = param(call, "subject");
  const result = await deleteSchema({ ctx: call.ctx, input: { pattern } });
  return result.outcome === "deleted" ? answered(result.numbers) : failures.noSubject(pattern);
}

async function referencedBy(call: RegistryCall): Promise<RegistryAnswer> {
  const found = await schemaOfPath(call);
  return found.outcome === "failed" ? found : answered([]);
}

/** Subjects and their versions. */
export const subjectRoutes: readonly RegistryRoute[] = [
  { method: "GET", path: "/subjects", scope: "read", handle: list },
  { method: "POST", path: "/subjects/:subject", scope: "read", handle: lookUp },
  { method: "DELETE", path: "/subjects/:subject", scope: "manage", handle: deleteSubject },
  { method: "GET", path: "/subjects/:subject/versions", scope: "read", handle: listVersions },
  { method: "POST", path: "/subjects/:subject/versions", scope: "manage", handle: register },
  { method: "GET", path: "/subjects/:subject/versions/:version", scope: "read", handle: read },
  { method: "DELETE", path: "/subjects/:subject/versions/:version", scope: "manage", handle: deleteVersion },
  { method: "GET", path: "/subjects/:subject/versions/:version/schema", scope: "read", handle: readDocument },
  {
    method: "GET",
    path: "/subjects/:subject/versions/:version/referencedby",
    scope: "read",
    handle: referencedBy,
  },
];

import { schemaSubject } from "#schemas/event-schema.ts";
import { getSchemaSubject } from "#server/services/schemas/get-subject.ts";
import { failures, type RegistryFailure } from "./answer.ts";
import { flag, param, type RegistryCall } from "./route.ts";

/** A schema of a subject, without its document. */
export interface NumberedSchema {
  readonly version: string;
  readonly number: number;
  readonly id: number;
  readonly deletedAt: string | null;
}

type Found<Value> = { readonly outcome: "found"; readonly value: Value } | RegistryFailure;

/** The registry counts versions in 32 bits. */
const MAX_NUMBER = 2 ** 31 - 1;

/** The schemas of the subject that the path names: live ones, or, with `?deleted=true`, all. At least one. */
export async function schemasOfSubject(call: RegistryCall): Promise<Found<readonly NumberedSchema[]>> {
  const pattern = param(call, "subject");
  if (!schemaSubject.safeParse(pattern).success) return failures.noSubject(pattern);
  const found = await getSchemaSubject({ ctx: call.ctx, input: { pattern } });
  if (found.outcome === "not_found") return failures.noSubject(pattern);
  const all = flag(call, "deleted");
  const value = found.subject.schemas.filter(({ deletedAt }) => all || deletedAt === null);
  return value.length === 0 ? failures.noSubject(pattern) : { outcome: "found", value };
}

/** The schema that the path names by a number, `latest` or `-1`. */
export async function schemaOfPath(call: RegistryCall): Promise<Found<NumberedSchema>> {
  const named = param(call, "version");
  const isLatest = named === "latest" || named === "-1";
  const number = /^\d{1,10}$/.test(named) ? Number(named) : 0;
  if (!isLatest && (number < 1 || number > MAX_NUMBER)) return failures.invalidVersion(named);
  const schemas = await schemasOfSubject(call);
  if (schemas.outcome === "failed") return schemas;
  const value = isLatest ? schemas.value.at(-1) : schemas.value.find((schema) => schema.number === number);
  return value === undefined ? failures.noVersion(named) : { outcome: "found", value };
}

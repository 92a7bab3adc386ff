import { z } from "zod";
import { COMPATIBILITY_MODES, type CompatibilityMode, schemaSubject } from "#schemas/event-schema.ts";
import { changeSchemaSubject } from "#server/services/schemas/change-subject.ts";
import { getSchemaSubject } from "#server/services/schemas/get-subject.ts";
import {
  getInstallationCompatibility,
  setInstallationCompatibility,
} from "#server/services/schemas/installation-compatibility.ts";
import { answered, failures, type RegistryAnswer } from "../answer.ts";
import { flag, param, type RegistryCall, type RegistryRoute } from "../route.ts";

const compatibilityBody = z.object({
  compatibility: z.string().toLowerCase().pipe(z.enum(COMPATIBILITY_MODES)),
});

/** In capitals, as registries write it. */
function levelOf(mode: CompatibilityMode): string {
  return mode.toUpperCase();
}

async function readInstallation({ ctx }: RegistryCall): Promise<RegistryAnswer> {
  return answered({ compatibilityLevel: levelOf(await getInstallationCompatibility({ ctx })) });
}

async function writeInstallation({ ctx, body }: RegistryCall): Promise<RegistryAnswer> {
  const parsed = compatibilityBody.safeParse(body);
  if (!parsed.success) return failures.invalidCompatibility();
  await setInstallationCompatibility({ ctx, input: parsed.data });
  return answered({ compatibility: levelOf(parsed.data.compatibility) });
}

async function resetInstallation({ ctx }: RegistryCall): Promise<RegistryAnswer> {
  const held = await setInstallationCompatibility({ ctx, input: { compatibility: null } });
  return answered({ compatibilityLevel: levelOf(held) });
}

/** The mode that a subject has of its own; null: it has none. */
async function ownMode(call: RegistryCall): Promise<CompatibilityMode | null> {
  const pattern = param(call, "subject");
  if (!schemaSubject.safeParse(pattern).success) return null;
  const found = await getSchemaSubject({ ctx: call.ctx, input: { pattern } });
  return found.outcome === "found" ? found.subject.ownCompatibility : null;
}

async function readSubject(call: RegistryCall): Promise<RegistryAnswer> {
  const own = await ownMode(call);
  if (own !== null) return answered({ compatibilityLevel: levelOf(own) });
  return flag(call, "defaultToGlobal")
    ? await readInstallation(call)
    : failures.noOwnCompatibility(param(call, "subject"));
}

async function writeSubject(call: RegistryCall): Promise<RegistryAnswer> {
  const pattern = param(call, "subject");
  if (!schemaSubject.safeParse(pattern).success) return failures.invalidSubject(pattern);
  const parsed = compatibilityBody.safeParse(call.body);
  if (!parsed.success) return failures.invalidCompatibility();
  await changeSchemaSubject({ ctx: call.ctx, input: { pattern, ...parsed.data } });
  return answered({ compatibility: levelOf(parsed.data.compatibility) });
}

async function resetSubject(call: RegistryCall): Promise<RegistryAnswer> {
  const pattern = param(call, "subject");
  const own = await ownMode(call);
  if (own === null) return failures.noSubject(pattern);
  await changeSchemaSubject({ ctx: call.ctx, input: { pattern, compatibility: null } });
  return answered({ compatibilityLevel: levelOf(own) });
}

/** Schemas may always be read and registered here. */
async function readMode(): Promise<RegistryAnswer> {
  return answered({ mode: "READWRITE" });
}

/** What new schemas must keep, for the installation and for each subject. */
export const configRoutes: readonly RegistryRoute[] = [
  { method: "GET", path: "/config", scope: "read", handle: readInstallation },
  { method: "PUT", path: "/config", scope: "manage", handle: writeInstallation },
  { method: "DELETE", path: "/config", scope: "manage", handle: resetInstallation },
  { method: "GET", path: "/config/:subject", scope: "read", handle: readSubject },
  { method: "PUT", path: "/config/:subject", scope: "manage", handle: writeSubject },
  { method: "DELETE", path: "/config/:subject", scope: "manage", handle: resetSubject },
  { method: "GET", path: "/mode", scope: "read", handle: readMode },
  { method: "GET", path: "/mode/:subject", scope: "read", handle: readMode },
];

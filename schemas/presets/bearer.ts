import { COMMON_MAPPING } from "./common-mapping.ts";
import type { PresetDefinition } from "./preset-definition.ts";

export const bearer: PresetDefinition = {
  title: "Bearer token",
  secret: "The token that the sender puts into `Authorization: Bearer \u2026`.",
  newSecret: "hex",
  mapping: COMMON_MAPPING,
};

import { COMMON_MAPPING } from "./common-mapping.ts";
import type { PresetDefinition } from "./preset-definition.ts";

export const jwt: PresetDefinition = {
  title: "JSON Web Token",
  secret: "The public keys that tokens are signed with, as a JSON Web Key Set.",
  mapping: COMMON_MAPPING,
};

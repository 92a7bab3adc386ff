import { COMMON_MAPPING } from "./common-mapping.ts";
import type { PresetDefinition } from "./preset-definition.ts";

export const basic: PresetDefinition = {
  title: "Basic authentication",
  secret: "The user name and the password, as `user:password`.",
  mapping: COMMON_MAPPING,
};

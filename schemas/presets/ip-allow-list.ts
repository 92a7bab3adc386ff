import { COMMON_MAPPING } from "./common-mapping.ts";
import type { PresetDefinition } from "./preset-definition.ts";

export const ipAllowList: PresetDefinition = {
  title: "IP addresses only",
  secret:
    "Nothing is verified but the address that a request comes from. Use it for senders that can do nothing better.",
  mapping: COMMON_MAPPING,
};

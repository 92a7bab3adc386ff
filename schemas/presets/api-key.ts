import { COMMON_MAPPING } from "./common-mapping.ts";
import type { PresetDefinition } from "./preset-definition.ts";

export const apiKey: PresetDefinition = {
  title: "Key in a header",
  secret: "The key that the sender puts into the header, X-API-Key unless you name another.",
  newSecret: "hex",
  mapping: COMMON_MAPPING,
};

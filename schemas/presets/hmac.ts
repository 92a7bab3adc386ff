import { SIGNED_BODY_MAPPING } from "./common-mapping.ts";
import type { PresetDefinition } from "./preset-definition.ts";

export const hmac: PresetDefinition = {
  title: "HMAC",
  secret: "The secret that the sender signs with.",
  newSecret: "hex",
  mapping: SIGNED_BODY_MAPPING,
};

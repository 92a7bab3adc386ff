import { SIGNED_BODY_MAPPING } from "./common-mapping.ts";
import type { PresetDefinition } from "./preset-definition.ts";

export const httpSignature: PresetDefinition = {
  title: "HTTP Message Signatures (RFC 9421)",
  secret: "A shared secret, or a public key as PEM or JWK.",
  mapping: SIGNED_BODY_MAPPING,
};

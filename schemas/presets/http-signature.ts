import { COMMON_MAPPING } from "./common-mapping.ts";
import type { PresetDefinition } from "./preset-definition.ts";

export const httpSignature: PresetDefinition = {
  title: "HTTP Message Signatures (RFC 9421)",
  secret: "A shared secret, or a public key as PEM or JWK.",
  // The body is covered by every signature that is accepted; a header's id need not be.
  mapping: { ...COMMON_MAPPING, eventId: ["{$.id}", "{sha256}"] },
};

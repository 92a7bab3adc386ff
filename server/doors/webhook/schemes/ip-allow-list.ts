import { claims, type Scheme } from "./scheme.ts";

/** Nothing but the sender's address, which the door compares with the source's allowed addresses before it asks here. */
export const ipAllowList: Scheme = {
  anonymous: true,
  signsNothing: true,
  secretFault: () => "Nothing is signed for this source, so it takes no secret. Leave it out.",
  read: () => claims({ signedAtMs: null, matches: () => false }),
};

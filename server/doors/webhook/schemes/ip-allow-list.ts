import { claims, type Scheme } from "./scheme.ts";

/** Nothing but the sender's address, which the door compares with the source's allowed addresses before it asks here. */
export const ipAllowList: Scheme = {
  anonymous: true,
  signsNothing: true,
  read: () => claims({ signedAtMs: null, matches: () => false }),
};

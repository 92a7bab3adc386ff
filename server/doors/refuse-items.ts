import type { Refusal } from "#schemas/receipt.ts";
import { type Refused, type RefusedStatus, rejected } from "./door.ts";

/** A request that was read by what precheck decodes, and cannot be used. */
export function refuseUnreadable(refusal: Refusal): Refused {
  return rejected(statusOf(refusal), refusal);
}

function statusOf({ reason }: Refusal): RefusedStatus {
  switch (reason) {
    case "unsupported_media_type":
      return 415;
    case "too_large":
    case "too_many_items":
      return 413;
    default:
      return 400;
  }
}

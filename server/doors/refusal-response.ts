import { problem } from "#schemas/problem.ts";
import type { Door, Refused } from "./door.ts";
import { problemResponse } from "./problem-response.ts";

const UNVERIFIED =
  "The signature or key is missing or wrong. The receipt says which, to the people who run this system.";

/** A refusal as the sender gets it: RFC 9457. Unverified senders get one answer whatever was wrong. */
export function refusalResponse(
  door: Door["name"],
  { status, refusal }: Refused,
  receiptId: string,
): Response {
  const { reason, message, pointer } = refusal;
  const body =
    status === 401
      ? problem("unverified", status, { detail: UNVERIFIED, receiptId })
      : problem(reason, status, { detail: message, receiptId, pointer });
  return problemResponse(body, status === 401 ? challengeOf(door) : {});
}

function challengeOf(door: Door["name"]): Record<string, string> {
  return { "www-authenticate": `${door === "rest" ? "Bearer" : "Signature"} realm="tidings"` };
}

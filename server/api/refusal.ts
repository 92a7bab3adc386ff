import { TRPCError } from "@trpc/server";

/** The codes with which a service's "no" is answered. */
type RefusalCode = "BAD_REQUEST" | "FORBIDDEN" | "NOT_FOUND" | "CONFLICT" | "TIMEOUT";

/** Why a call was refused, for the form that made it: `field` names the input that has to change. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly reason: string;
  readonly field: string | null;

  constructor(reason: string, message: string, field: string | null) {
    super(message);
    this.reason = reason;
    this.field = field;
  }
}

/** Turns a service's negative outcome into tRPC's error; the sentence is for the person who reads it. */
export function refusal(code: RefusalCode, reason: string, message: string, field?: string): TRPCError {
  return new TRPCError({ code, message, cause: new Refused(reason, message, field ?? null) });
}

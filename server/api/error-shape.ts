import type { TRPCDefaultErrorShape, TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import type { ApiContext } from "./context.ts";
import { Refused } from "./refusal.ts";

/** What the browser learns of an error beside its code and sentence. */
export interface ErrorDetail {
  /** Stable word for the cause, such as `name_taken`; null when there is none. */
  readonly reason: string | null;
  /** Sentences by field path, such as `filters.0.field`. */
  readonly fields: Readonly<Record<string, string>>;
  readonly traceId: string | null;
}

interface FormatterInput {
  readonly shape: TRPCDefaultErrorShape;
  readonly error: TRPCError;
  readonly ctx: ApiContext | undefined;
}

/** Adds field messages and a trace id; an unexpected error keeps its internals to itself. */
export function formatError({ shape, error, ctx }: FormatterInput) {
  const detail: ErrorDetail = {
    reason: error.cause instanceof Refused ? error.cause.reason : null,
    fields: fieldMessages(error.cause),
    traceId: ctx?.traceId ?? null,
  };
  const { code, httpStatus, path } = shape.data;
  return { ...shape, message: messageOf(error), data: { code, httpStatus, path, ...detail } };
}

function messageOf(error: TRPCError): string {
  if (error.code === "INTERNAL_SERVER_ERROR") {
    return "Something went wrong in Tidings. Try again; if it stays, give the trace id to whoever runs this installation.";
  }
  if (error.cause instanceof ZodError) {
    return error.cause.issues[0]?.message ?? "The request is not valid.";
  }
  return error.message;
}

function fieldMessages(cause: Error | undefined): Record<string, string> {
  if (cause instanceof Refused) return cause.field === null ? {} : { [cause.field]: cause.message };
  if (!(cause instanceof ZodError)) return {};
  return Object.fromEntries(cause.issues.map((issue) => [issue.path.join("."), issue.message]));
}

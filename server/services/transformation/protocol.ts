import { z } from "zod";

/** What an expression may look at beside the payload, as `$headers`, `$name`, `$id` and `$time`. */
export interface Bindings {
  /** By lower-case name, credentials redacted. */
  readonly headers: Readonly<Record<string, string>>;
  /** The event's name. */
  readonly name: string;
  /** The event's id. */
  readonly id: string;
  /** RFC 3339. */
  readonly time: string;
}

/** An expression and what it is evaluated on. `payload` is JSON text. */
export interface TransformTask {
  readonly kind: "transform";
  readonly expression: string;
  readonly payload: string;
  readonly bindings: Bindings;
  /** Bytes of the result as JSON text. */
  readonly maxResultBytes: number;
}

/** An expression that is only to be read. */
export interface CheckTask {
  readonly kind: "check";
  readonly expression: string;
}

export type Task = TransformTask | CheckTask;

/** What became of a task. `position` counts the expression's characters. */
export const result = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("transformed"), payload: z.string() }),
  z.object({ outcome: z.literal("valid") }),
  z.object({ outcome: z.literal("failed"), message: z.string(), position: z.number().optional() }),
]);
export type Result = z.infer<typeof result>;

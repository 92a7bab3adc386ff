import { z } from "zod";

/** What the processes evaluate: each subject has tasks and answers of its own. */
export const SUBJECTS = ["transformation", "checks", "schemas"] as const;
export type Subject = (typeof SUBJECTS)[number];

/** A task as it is sent. What it holds is the subject's own, and survives a structured clone. */
export interface SubjectTask {
  readonly subject: Subject;
  readonly task: unknown;
}

/** What the process is sent: to load the code of a subject, or a task of one that is loaded. */
export type Request =
  | { readonly kind: "load"; readonly subject: Subject }
  | ({ readonly kind: "run" } & SubjectTask);

/** What the process says before it takes the first request, and when it has loaded a subject. */
export const ready = z.object({ kind: z.literal("ready") });
export type Ready = z.infer<typeof ready>;

/** What the process made of a task: the subject's own answer, or why there is none. */
export const reply = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("answer"), answer: z.unknown() }),
  z.object({ kind: z.literal("fault"), message: z.string() }),
]);
export type Reply = z.infer<typeof reply>;

/** How a task ended, and how long it ran. */
export type Ending = (
  | { readonly outcome: "answered"; readonly answer: unknown }
  /** The process was ended, and the task with it. */
  | { readonly outcome: "late"; readonly limitMs: number }
  | { readonly outcome: "out_of_memory"; readonly limitMb: number }
) & { readonly tookMs: number };

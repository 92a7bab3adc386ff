import { z } from "zod";

/** A target that takes longer is cut off and tried again. */
export const DEFAULT_TARGET_TIMEOUT_MS = 10_000;
export const MAX_TARGET_TIMEOUT_MS = 60_000;

const httpUrl = z
  .string()
  .trim()
  .max(2000)
  .superRefine((value, context) => {
    const problem = targetUrlProblem(value);
    if (problem) context.addIssue({ code: "custom", message: problem });
  });

/** What a workflow does with an event: write a log line, or POST it to an HTTP endpoint. */
export const target = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("log") }),
  z.object({
    kind: z.literal("http"),
    url: httpUrl,
    timeoutMs: z.number().int().min(100).max(MAX_TARGET_TIMEOUT_MS).default(DEFAULT_TARGET_TIMEOUT_MS),
  }),
]);
export type Target = z.infer<typeof target>;

export const workflowInput = z.object({
  name: z.string().trim().min(1, "Give the workflow a name.").max(120),
  description: z.string().trim().max(2000).default(""),
  target,
  enabled: z.boolean().default(true),
});

/** Why a URL cannot be a target, or null. The address that it resolves to is checked again when it is dialled. */
export function targetUrlProblem(value: string): string | null {
  if (!URL.canParse(value)) return "This is not a URL. Write it in full, such as https://example.com/hooks.";
  const url = new URL(value);
  if (url.protocol !== "https:" && url.protocol !== "http:") return "Only http and https URLs can be called.";
  if (url.username || url.password) return "Leave the user name and password out of the URL.";
  return null;
}

export const DELIVERY_STATUSES = ["pending", "running", "retrying", "succeeded", "dead"] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

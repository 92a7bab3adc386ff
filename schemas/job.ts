import { z } from "zod";

/** The queues. A job is a wake-up that carries ids: Postgres holds the work. */
export const QUEUES = ["process", "deliver"] as const;
export type QueueName = (typeof QUEUES)[number];

/** Jobs of the later lane run when the first lane is empty. */
export type Lane = "first" | "later";

/** A job names at most this many rows, so that one job stays a second's work. */
export const MAX_JOB_IDS = 500;

export const processJob = z.object({ receiptIds: z.array(z.uuid()).min(1).max(MAX_JOB_IDS) });
export type ProcessJob = z.infer<typeof processJob>;

export const deliverJob = z.object({ deliveryIds: z.array(z.uuid()).min(1).max(MAX_JOB_IDS) });
export type DeliverJob = z.infer<typeof deliverJob>;

import type { Mapping } from "../mapping/schema.ts";

/**
 * For senders that follow no provider's form: names and ids where most put them. `x-request-id` is no event's id: it
 * is another with each try, and proxies make it up.
 */
export const COMMON_MAPPING: Mapping = {
  items: null,
  eventId: ["{header:webhook-id}", "{header:idempotency-key}", "{$.id}", "{sha256}"],
  name: ["{$.type}", "{$.event}", "webhook.received"],
  time: ["{$.timestamp}"],
};

/** For senders that sign the body, and headers only if the source says so: the id is one that nobody can change. */
export const SIGNED_BODY_MAPPING: Mapping = { ...COMMON_MAPPING, eventId: ["{$.id}", "{sha256}"] };

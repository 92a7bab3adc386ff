import { z } from "zod";
import { mapping } from "./mapping/schema.ts";
import { transformation } from "./mapping/transformation.ts";
import { verificationSettings } from "./verification-settings.ts";

/**
 * The most that a source may be allowed in one request: its door decodes it at once, and as much takes some 150 ms in
 * which nobody else is served (docs/limits.md).
 */
export const MAX_BODY_BYTES = 2 * 1024 * 1024;

/** Custom answers are shown to every sender; nobody needs a page. */
const MAX_RESPONSE_CHARACTERS = 4_096;

/** `requests` in every `windowSeconds`, and `burst` more now and then: the burst's allowance fills at the same pace. */
export const rateLimit = z.strictObject({
  requests: z.int().min(1).max(1_000_000),
  windowSeconds: z.int().min(1).max(86_400).default(1),
  burst: z.int().min(0).max(1_000_000).default(0),
});
export type RateLimit = z.infer<typeof rateLimit>;

/** Accept now, process later: at most `perSecond` events of the source become events in a second. */
const throttle = z.strictObject({ perSecond: z.number().min(0.01).max(100_000) });

/** What the sender gets instead of `202 {"receiptId"}`: some providers insist on their own answer. */
const customResponse = z.strictObject({
  /** Those that a sender takes for success. Others of 2xx have rules of their own for what may follow. */
  status: z.literal([200, 201, 202, 204]),
  contentType: z
    .string()
    .regex(/^[\w.+-]+\/[\w.+-]+(; *charset=utf-8)?$/i, "Give a media type such as text/plain."),
  body: z.string().max(MAX_RESPONSE_CHARACTERS),
});

export type CustomResponse = z.infer<typeof customResponse>;

/** An address or a range: `203.0.113.7`, `2001:db8::/32`. */
const addressRange = z.union([z.ipv4(), z.ipv6(), z.cidrv4(), z.cidrv6()], {
  error: "Give an IP address or a range such as 203.0.113.0/24.",
});

/** How a source's requests are received, in full. */
export const sourceConfiguration = z.strictObject({
  methods: z.array(z.enum(["POST", "PUT", "PATCH"])).min(1),
  /**
   * Media types without parameters. `application/json` stands for every `application/*+json` too; `text/plain` is
   * for senders that call their JSON that.
   */
  contentTypes: z
    .array(z.enum(["application/json", "application/x-www-form-urlencoded", "text/plain"]))
    .min(1),
  /** In bytes after decompression; null: the installation's TIDINGS_MAX_BODY_BYTES. */
  maxBodyBytes: z.int().min(1).max(MAX_BODY_BYTES).nullable(),
  response: customResponse.nullable(),
  /** Null: everybody may send; what is sent is verified all the same. */
  allowedAddresses: z.array(addressRange).min(1).max(100).nullable(),
  verification: verificationSettings,
  mapping,
  transformation: transformation.nullable(),
  rateLimit: rateLimit.nullable(),
  throttle: throttle.nullable(),
});
export type SourceConfiguration = z.infer<typeof sourceConfiguration>;

/** What is stored of a source: only what differs from its preset, so that a better preset reaches old sources. */
export const sourceOverrides = sourceConfiguration.partial().extend({
  verification: verificationSettings.partial().optional(),
});
export type SourceOverrides = z.infer<typeof sourceOverrides>;

import { z } from "zod";
import { CREDENTIAL_HEADERS } from "./credential-headers.ts";
import { type ParsedHmacTemplate, parseHeaderTemplate, parseSignedTemplate } from "./hmac-template.ts";
import { hmacTimeFault } from "./hmac-time.ts";

/** How far a signature's time may be from ours, by default: five minutes, as Stripe and Standard Webhooks have it. */
export const DEFAULT_TOLERANCE_SECONDS = 300;

const MAX_TEMPLATE_CHARACTERS = 512;

const headerName = z
  .string()
  .regex(/^[!#$%&'*+.^_`|~0-9a-z-]{1,64}$/i, "Give a header's name, such as X-Signature.")
  .transform((name) => name.toLowerCase());

/** A receipt keeps no credentials, so a signature in one of their headers could never be verified again. */
const keptHeaderName = headerName.refine((name) => !CREDENTIAL_HEADERS.has(name), {
  error: ({ input }) =>
    `The value of ${String(input)} is a credential, which no receipt keeps, so the signature could not be verified again. Have the sender use a header of its own, such as X-Signature.`,
});

const template = (parse: (text: string) => ParsedHmacTemplate) =>
  z
    .string()
    .min(1)
    .max(MAX_TEMPLATE_CHARACTERS)
    .superRefine((text, issue) => {
      const parsed = parse(text);
      if (parsed.outcome === "invalid") issue.addIssue({ code: "custom", message: parsed.message });
    });

/** A generic HMAC; the preset `hmac` needs it. */
export const hmacSettings = z
  .strictObject({
    /** The header that carries the signature. */
    header: keptHeaderName,
    algorithm: z.enum(["sha1", "sha256", "sha512"]).default("sha256"),
    encoding: z.enum(["hex", "base64", "base64url"]).default("hex"),
    /** How the header is written, with `{signature}` and, if it is in there, `{timestamp}`: `t={timestamp},v1={signature}`. */
    headerTemplate: template(parseHeaderTemplate).default("{signature}"),
    /** What is signed: `{body}`, `{timestamp}.{body}`, with `{header:name}`, `{method}`, `{url}` and `{path}` too. */
    signedTemplate: template(parseSignedTemplate).default("{body}"),
    /** The header with the time of signing, when the signature's own does not carry it. Unix seconds, milliseconds or RFC 3339. */
    timestampHeader: keptHeaderName.optional(),
  })
  .superRefine((settings, issue) => {
    const fault = hmacTimeFault(settings);
    if (fault) issue.addIssue({ code: "custom", path: [fault.field], message: fault.message });
  });
export type HmacSettings = z.infer<typeof hmacSettings>;

/** What a JWT must say beside having a right signature; the preset `jwt` takes its keys (a JWKS) as the secret. */
export const jwtSettings = z.strictObject({
  header: headerName.default("authorization"),
  issuer: z.string().min(1).max(512).optional(),
  audience: z.string().min(1).max(512).optional(),
});

/** What verification needs beside the secrets. Fields that a preset does not use are refused when a source is saved. */
export const verificationSettings = z.strictObject({
  toleranceSeconds: z.int().min(1).max(86_400),
  /** The URL as the provider has it, for those that sign it, when a proxy changes what arrives here. */
  url: z.url({ protocol: /^https?$/ }).optional(),
  /** The header of the preset `api_key`. */
  header: headerName.optional(),
  hmac: hmacSettings.optional(),
  jwt: jwtSettings.optional(),
  /** Covered components that the preset `http_signature` insists on (RFC 9421, section 2). */
  requiredComponents: z.array(z.string().min(1).max(128)).max(32).optional(),
});
export type VerificationSettings = z.infer<typeof verificationSettings>;

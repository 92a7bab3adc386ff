import { z } from "zod";

/** 1 MiB: GitHub sends up to 25 MB, yet its 99th percentile stays under 100 KB; larger bodies are opted into. */
const DEFAULT_MAX_BODY_BYTES = 1_048_576;

/** 32 MiB: a body is held in memory as a whole, several times over; GitHub, the largest sender we know, stops at 25 MB. */
const LARGEST_MAX_BODY_BYTES = 33_554_432;

/** A shorter secret can be guessed; `openssl rand -hex 32` makes 64 characters. */
const SHORTEST_SECRET_CHARACTERS = 32;

/** better-auth refuses shorter passwords, so the first admin could not sign in with one. */
const SHORTEST_PASSWORD_CHARACTERS = 8;

const LOG_LEVELS = ["trace", "debug", "info", "warn", "error", "fatal", "silent"] as const;

const postgresUrl = z.string().refine((value) => hasScheme(value, ["postgres:", "postgresql:"]), {
  error: "is not a Postgres address. Write it as postgres://user:password@host:5432/database.",
});

const redisUrl = z.string().refine((value) => hasScheme(value, ["redis:", "rediss:"]), {
  error: "is not a Redis address. Write it as redis://:password@host:6379/0 (rediss:// for TLS).",
});

const queueUrl = z
  .string()
  .refine((value) => hasScheme(value, ["redis:", "rediss:", "postgres:", "postgresql:"]), {
    error: "is not a queue address. Give a redis:// or a postgres:// URL; its scheme selects the back end.",
  });

const publicUrl = z.string().refine((value) => hasScheme(value, ["http:", "https:"]), {
  error: "is not a web address. Write it as https://tidings.example.com, as people see it in the browser.",
});

const networks = z
  .string()
  .default("")
  .transform((value) => value.split(",").map((part) => part.trim()))
  .transform((parts) => parts.filter((part) => part !== ""))
  .refine((parts) => parts.every(isAddressRange), {
    error: "is not a list of networks. Write it as 10.0.0.0/8,192.168.1.7/32,fd00::/8.",
  });

const environment = z.object({
  PORT: wholeNumber({ least: 1, most: 65_535, unit: "a port number" }).default(3000),
  HOST: z.string().default("127.0.0.1"),
  DATABASE_URL: postgresUrl.optional(),
  TIDINGS_APP_DATABASE_URL: postgresUrl.optional(),
  REDIS_URL: redisUrl.optional(),
  TIDINGS_QUEUE_URL: queueUrl.optional(),
  TIDINGS_DATA_DIR: z.string().default(".tidings"),
  TIDINGS_SECRET: z
    .string()
    .min(SHORTEST_SECRET_CHARACTERS, {
      error: `needs at least ${SHORTEST_SECRET_CHARACTERS} characters. Make one with: openssl rand -hex 32`,
    })
    .optional(),
  TIDINGS_PUBLIC_URL: publicUrl.optional(),
  TIDINGS_ADMIN_EMAIL: z
    .email({ error: "is not an e-mail address. Give the address that the first admin signs in with." })
    .optional(),
  TIDINGS_ADMIN_PASSWORD: z
    .string()
    .min(SHORTEST_PASSWORD_CHARACTERS, {
      error: `needs at least ${SHORTEST_PASSWORD_CHARACTERS} characters.`,
    })
    .optional(),
  TIDINGS_OUTBOUND_ALLOW: networks,
  TIDINGS_TRUSTED_PROXIES: networks,
  TIDINGS_MAX_BODY_BYTES: wholeNumber({ least: 1024, most: LARGEST_MAX_BODY_BYTES, unit: "bytes" }).default(
    DEFAULT_MAX_BODY_BYTES,
  ),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `is none of ${LOG_LEVELS.join(", ")}.` }).default("info"),
});

/** The settings of one process, as the README's configuration table lists them. */
export type Env = z.infer<typeof environment>;

export type EnvReading =
  | { readonly outcome: "valid"; readonly env: Env }
  | { readonly outcome: "invalid"; readonly problems: readonly string[] };

/** Raised by `requireEnv`; its message is one sentence for each wrong variable. */
export class InvalidEnvironment extends Error {
  override readonly name = "InvalidEnvironment";
}

/** Reads the known variables; an empty string counts as unset, and values never appear in a problem. */
export function parseEnv(variables: Readonly<Record<string, string | undefined>>): EnvReading {
  const given = Object.entries(variables).filter(([, value]) => value !== undefined && value.trim() !== "");
  const result = environment.safeParse(Object.fromEntries(given));
  const problems = result.success ? [] : result.error.issues.map(describeIssue);
  if (
    result.success &&
    (result.data.TIDINGS_ADMIN_EMAIL === undefined) !== (result.data.TIDINGS_ADMIN_PASSWORD === undefined)
  ) {
    problems.push("TIDINGS_ADMIN_EMAIL and TIDINGS_ADMIN_PASSWORD belong together. Set both or neither.");
  }
  return result.success && problems.length === 0
    ? { outcome: "valid", env: result.data }
    : { outcome: "invalid", problems };
}

/** The settings, or `InvalidEnvironment`: for processes that cannot go on without them. */
export function requireEnv(variables: Readonly<Record<string, string | undefined>>): Env {
  const reading = parseEnv(variables);
  if (reading.outcome === "invalid") throw new InvalidEnvironment(reading.problems.join("\n"));
  return reading.env;
}

function describeIssue(issue: z.core.$ZodIssue): string {
  return `${issue.path.join(".")} ${issue.message}`;
}

function wholeNumber({ least, most, unit }: { least: number; most: number; unit: string }) {
  return z
    .string()
    .regex(/^\d{1,15}$/, { error: `must be ${unit}, a whole number from ${least} to ${most}.` })
    .transform(Number)
    .refine((value) => value >= least && value <= most, {
      error: `must be ${unit}, a whole number from ${least} to ${most}.`,
    });
}

function hasScheme(value: string, schemes: readonly string[]): boolean {
  const url = URL.parse(value);
  return url !== null && schemes.includes(url.protocol) && url.hostname !== "";
}

function isAddressRange(value: string): boolean {
  return z.union([z.cidrv4(), z.cidrv6()]).safeParse(value).success;
}

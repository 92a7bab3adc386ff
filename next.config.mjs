/** Headers of every answer that Next gives. The Content-Security-Policy, which needs a nonce, is set in proxy.ts. */
const SECURITY_HEADERS = [
  { key: "X-Content-Type-Options", value: "nosniff" },
  { key: "X-Frame-Options", value: "DENY" },
  { key: "Referrer-Policy", value: "same-origin" },
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Permissions-Policy", value: "camera=(), microphone=(), geolocation=(), payment=()" },
];

/** @type {import("next").NextConfig} */
const config = {
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` runs the type check over the whole project; a build does not repeat it. Next writes what it needs
  // into its own file, so that a build leaves tsconfig.json alone.
  typescript: { ignoreBuildErrors: true, tsconfigPath: "tsconfig.next.json" },
  // Used by the server that runs from source as well: one copy of each, from node_modules.
  serverExternalPackages: [
    "better-auth",
    "bullmq",
    "drizzle-orm",
    "ioredis",
    "pg",
    "pino",
    "postgres",
    "rate-limiter-flexible",
    "undici",
  ],
  headers: async () => [{ source: "/:path*", headers: SECURITY_HEADERS }],
};

export default config;

import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { admin } from "better-auth/plugins/admin";
import type { Database } from "#db/client.ts";
import { accounts, sessions, users, verifications } from "#db/schema/auth.ts";
import { MAX_PASSWORD_CHARACTERS, MIN_PASSWORD_CHARACTERS } from "#schemas/first-admin.ts";
import { ROLES, type Role } from "#schemas/role.ts";
import type { Actor } from "#server/services/context.ts";
import { accessControl, accessRoles } from "./auth-roles.ts";
import { isSameOrigin } from "./http/same-origin.ts";

/** A week after signing in, one signs in again. */
const SESSION_SECONDS = 7 * 24 * 60 * 60;

/**
 * Ten tries from one address, then a pause: enough for people who mistype, too few to guess passwords. The count begins anew
 * after ten seconds without a try, so a longer window would lock out an office whose people sign in one after another.
 */
const SIGN_IN_WINDOW_SECONDS = 10;
const SIGN_IN_TRIES = 10;

/** The server writes the peer's address into this header, over whatever the client sent. */
export const REMOTE_ADDRESS_HEADER = "x-tidings-remote-address";

/** What of better-auth the browser may call. All else (user administration) would change rows without an audit. */
const OPEN_PATHS = new Set(["/api/auth/sign-in/email", "/api/auth/sign-out", "/api/auth/get-session"]);

/** Who is signed in, and how one signs in and out. Sessions live in Postgres. */
export interface Auth {
  /** Answers `/api/auth/*`; what is not open is 404. */
  handle(request: Request): Promise<Response>;
  /** The person of the session cookie, or null. Read from the database each time, so a lowered role counts at once. */
  actorOf(headers: Headers): Promise<Actor | null>;
}

export interface AuthOptions {
  readonly db: Database;
  /** The installation's secret; sessions are signed with it. */
  readonly secret: string;
  /** Address that people see in the browser, such as `https://tidings.example.com`. */
  readonly publicUrl: string;
}

/** E-mail and password sign-in for people whose accounts exist already; nobody can sign up. */
export function createAuth(options: AuthOptions): Auth {
  const auth = configure(options);
  return {
    async handle(request) {
      const path = new URL(request.url).pathname;
      if (!OPEN_PATHS.has(path)) return new Response("Not found", { status: 404 });
      if (request.method === "POST" && !isSameOrigin(request.headers, options.publicUrl)) {
        return new Response("Sign in from a page of this Tidings.", { status: 403 });
      }
      return auth.handler(request);
    },
    async actorOf(headers) {
      const session = await auth.api.getSession({ headers });
      if (!session || session.user.banned) return null;
      const role = ROLES.find((known) => known === session.user.role);
      return role === undefined ? null : actor(session.user, role);
    },
  };
}

function actor(user: { id: string; email: string }, role: Role): Actor {
  return { id: user.id, label: user.email, role };
}

function configure({ db, secret, publicUrl }: AuthOptions) {
  return betterAuth({
    appName: "Tidings",
    baseURL: publicUrl,
    basePath: "/api/auth",
    secret,
    telemetry: { enabled: false },
    logger: { level: "error" },
    database: drizzleAdapter(db.orm, {
      provider: "pg",
      schema: { user: users, session: sessions, account: accounts, verification: verifications },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: MIN_PASSWORD_CHARACTERS,
      maxPasswordLength: MAX_PASSWORD_CHARACTERS,
    },
    session: {
      expiresIn: SESSION_SECONDS,
      disableSessionRefresh: true,
      cookieCache: { enabled: false },
    },
    trustedOrigins: (request) => [publicUrl, ...ownOrigins(request)],
    rateLimit: {
      enabled: true,
      storage: "memory",
      customRules: { "/sign-in/email": { window: SIGN_IN_WINDOW_SECONDS, max: SIGN_IN_TRIES } },
    },
    advanced: {
      useSecureCookies: publicUrl.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax" },
      ipAddress: { ipAddressHeaders: [REMOTE_ADDRESS_HEADER] },
    },
    plugins: [admin({ ac: accessControl, roles: accessRoles, defaultRole: "viewer", adminRoles: ["admin"] })],
  });
}

/** The same machine has several names (localhost, 127.0.0.1, a container's port): the one asked for is trusted. */
function ownOrigins(request: Request | undefined): string[] {
  const host = request?.headers.get("host");
  return host ? [`http://${host}`, `https://${host}`] : [];
}

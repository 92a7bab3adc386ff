import { isSameOrigin } from "#server/runtime/http/same-origin.ts";
import { getRuntime, type Runtime } from "#server/runtime/runtime.ts";
import type { Actor } from "#server/services/context.ts";

/** What a procedure may reach. */
export interface ApiContext {
  readonly runtime: Pick<Runtime, "ctx" | "env" | "secret">;
  readonly headers: Headers;
  /** The person who is signed in, or null. */
  readonly actor: Actor | null;
  /** Names this request in the log and in the answer to an unexpected error. */
  readonly traceId: string;
}

export async function createContext(request: Request): Promise<ApiContext> {
  const runtime = await getRuntime();
  const actor = await runtime.auth.actorOf(request.headers);
  return { runtime, headers: request.headers, actor, traceId: runtime.ctx.newId() };
}

/** Whether a page of this Tidings sent a request, for somebody who is signed in: told by the headers alone. */
export async function isFromSignedIn({ headers }: Request): Promise<boolean> {
  const { auth, env } = await getRuntime();
  return isSameOrigin(headers, env.TIDINGS_PUBLIC_URL) && (await auth.actorOf(headers)) !== null;
}

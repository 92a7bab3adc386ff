import type { ApiKeyScope } from "#schemas/api-key.ts";
import type { ActorCtx } from "#server/services/context.ts";
import type { RegistryAnswer } from "./answer.ts";

/** A request that may be served: its key is live and has the scope. */
export interface RegistryCall {
  readonly ctx: ActorCtx;
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Parsed JSON; null when there was none. */
  readonly body: unknown;
}

/** An operation of Confluent's Schema Registry API. */
export interface RegistryRoute {
  readonly method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below `/api/registry`, in the router's syntax. */
  readonly path: string;
  readonly scope: ApiKeyScope;
  readonly handle: (call: RegistryCall) => Promise<RegistryAnswer>;
}

/** A path parameter that the route's path names. */
export function param({ params }: RegistryCall, name: string): string {
  const value = params[name];
  if (value === undefined) throw new Error(`The route has no parameter "${name}".`);
  return value;
}

/** A flag such as `?verbose=true`. */
export function flag({ query }: RegistryCall, name: string): boolean {
  return query.get(name)?.toLowerCase() === "true";
}

import { z } from "zod";
import type { ApiKeyScope } from "#schemas/api-key.ts";
import type { KeyHolder } from "#server/services/api-keys/authenticate.ts";
import type { ActorCtx } from "#server/services/context.ts";
import { type Answer, refused } from "./answer.ts";
import { type BodyReading, MAX_API_BODY_BYTES, readJsonBody } from "./read-json-body.ts";
import { readQuery } from "./read-query.ts";

/** Operations are grouped by what they are about. */
export type Tag =
  | "Events"
  | "Receipts"
  | "Sources"
  | "Patterns"
  | "Schemas"
  | "Rules"
  | "Workflows"
  | "API keys"
  | "Webhooks";

export type Method = "get" | "post" | "put" | "patch" | "delete";

/** What an operation answers when it does what it was asked. */
export interface Success {
  readonly status: 200 | 201 | 204;
  readonly description: string;
  readonly schema?: z.ZodType;
  /** `lines`: NDJSON, each line by `schema`, as it comes. One JSON text otherwise. */
  readonly form?: "lines";
  /** Beside `application/json`, for those who ask for one; their schemas are those of publishing. */
  readonly otherMediaTypes?: readonly "application/cloudevents+json"[];
  readonly headers?: readonly ("ETag" | "Link" | "Location")[];
  readonly example?: unknown;
}

/** What is known of an operation without running it: the router and the OpenAPI document come from this. */
export interface Documented {
  readonly method: Method;
  /** Below `/api/v1`, with parameters in braces. */
  readonly path: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description?: string;
  readonly tag: Tag;
  readonly scope: ApiKeyScope;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body: z.ZodType;
  readonly bodyExample?: unknown;
  /** In bytes, where it is more than MAX_API_BODY_BYTES. */
  readonly maxBodyBytes?: number;
  readonly success: Success;
  /** `read`: knows If-None-Match; `change`: insists on If-Match; `make_or_change`: insists on it once the resource is there. */
  readonly conditional?: "read" | "change" | "make_or_change";
  /** Statuses of problems that do not follow from the rest. */
  readonly problems?: readonly (404 | 409 | 422)[];
}

/** A request that may be served: its key is live and has the scope. */
export interface Caller {
  readonly ctx: ActorCtx;
  readonly key: KeyHolder;
  readonly request: Request;
  readonly url: URL;
  readonly params: Readonly<Record<string, string>>;
}

export interface Operation extends Documented {
  serve(caller: Caller): Promise<Answer>;
}

/** What an operation's handler gets, parsed. */
export interface Call<Params, Query, Body> {
  readonly ctx: ActorCtx;
  readonly key: KeyHolder;
  readonly headers: Headers;
  readonly url: URL;
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The body as it was sent; empty when none is read. */
  readonly bodyText: string;
}

/** The body of an operation that reads none. */
export const NO_BODY = z.null();

export const NONE = z.strictObject({});

/** Path parameters of a resource by its id. */
export const BY_ID = z.strictObject({ id: z.uuid().describe("The id that Tidings gave it.") });

interface Definition<Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType>
  extends Documented {
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly handle: (call: Call<z.output<Params>, z.output<Query>, z.output<Body>>) => Promise<Answer>;
}

/** An operation whose handler is called with what its schemas accept, and with nothing else. */
export function operation<Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType>(
  definition: Definition<Params, Query, Body>,
): Operation {
  const { handle, ...documented } = definition;
  return {
    ...documented,
    async serve({ ctx, key, request, url, params: given }) {
      const params = definition.params.safeParse(given);
      if (!params.success) return refused(404, "not_found", "No resource can have the id in this path.");
      const query = readQuery(definition.query, url.searchParams);
      if (query.outcome === "refused") return query;
      const body = await bodyOf(definition, request);
      if (body.outcome === "refused") return body;
      const { headers } = request;
      return await handle({
        ctx,
        key,
        headers,
        url,
        signal: request.signal,
        params: params.data,
        query: query.query,
        body: body.body,
        bodyText: body.text,
      });
    },
  };
}

/** Whether an operation reads a body. */
export function takesBody({ body }: Documented): boolean {
  return !(body instanceof z.ZodNull);
}

async function bodyOf<Body extends z.ZodType>(
  definition: Documented & { readonly body: Body },
  request: Request,
): Promise<BodyReading<z.output<Body>>> {
  const { body: schema, maxBodyBytes = MAX_API_BODY_BYTES } = definition;
  if (!takesBody(definition)) return { outcome: "read", body: schema.parse(null), text: "" };
  return await readJsonBody(schema, request, maxBodyBytes);
}

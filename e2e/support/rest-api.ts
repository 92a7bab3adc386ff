import { expect } from "vitest";
import type { ApiKeyScope } from "#schemas/api-key.ts";
import { NATIVE_SOURCE_KEY } from "#schemas/source.ts";
import { openApi } from "#server/doors/rest/api/open-api.ts";
import { responsesOf } from "#server/doors/rest/api/openapi/responses.ts";
import type { Operation } from "#server/doors/rest/api/operation.ts";
import { OPERATIONS } from "#server/doors/rest/api/operations/operations.ts";
import type { Runtime } from "#server/runtime/runtime.ts";
import { createApiKey } from "#server/services/api-keys/create.ts";
import { asAdmin } from "./test-runtime.ts";

const ORIGIN = "http://tidings.test";

export interface ApiRequest {
  readonly key?: string | undefined;
  /** Sent as JSON; text is sent as it is. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text, parsed; null when there is none. Untyped, as `Response.json()` is: tests say what they expect there. */
  readonly json: ReturnType<typeof JSON.parse>;
}

/** Calls an operation of the REST API, such as `GET /patterns/…`; what it answers must be what the document says. */
export type CallApi = (operation: string, request?: ApiRequest) => Promise<ApiAnswer>;

export function restApi(runtime: Runtime): CallApi {
  const handle = openApi(runtime.ctx);
  return async (called, { key, body, headers = {} } = {}) => {
    const [method = "", target = ""] = called.split(" ");
    const response = await handle(
      new Request(`${ORIGIN}/api/v1${target}`, {
        method,
        headers: {
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      }),
      "192.0.2.1",
    );
    const text = await response.text();
    const json = text === "" ? null : JSON.parse(text);
    expectDocumented(method, target, response, json);
    return { status: response.status, headers: response.headers, text, json };
  };
}

/** Makes a key with these scopes. */
export async function makeKey(runtime: Runtime, ...scopes: readonly ApiKeyScope[]): Promise<string> {
  const [source] = await runtime.ctx.db.sql`select id from sources where key = ${NATIVE_SOURCE_KEY}`;
  const input = { sourceId: source?.id, name: scopes.join(" and "), scopes };
  const created = await createApiKey({ ctx: asAdmin(runtime), input });
  if (created.outcome !== "created") throw new Error(created.outcome);
  return created.key;
}

/** An address of the operation, with `id` for all that its path names; an item of a receipt is the first. */
export function addressOf({ method, path }: Operation, id: string): string {
  return `${method.toUpperCase()} ${path.replace("{item}", "0").replaceAll(/\{\w+\}/g, id)}`;
}

function expectDocumented(method: string, target: string, response: Response, json: unknown): void {
  expect(response.headers.get("cache-control")).toMatch(/^no-(store|cache)$/);
  if (response.status >= 400) expectProblem(response, json);
  const operation = OPERATIONS.find((known) => isAddressOf(known, method, target));
  if (!operation || response.status === 405 || response.status === 500) return;
  expect(Object.keys(responsesOf(operation))).toContain(String(response.status));
  const { success } = operation;
  const isJson = response.headers.get("content-type") === "application/json";
  if (response.status === success.status && isJson) success.schema?.parse(json);
}

function expectProblem(response: Response, json: unknown): void {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  expect(json).toMatchObject({
    type: expect.stringMatching(/^\/errors\/[a-z_]+$/),
    status: response.status,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  });
}

function isAddressOf(operation: Operation, method: string, target: string): boolean {
  const path = operation.path.replaceAll(/\{\w+\}/g, "[^/?]+");
  return operation.method.toUpperCase() === method && new RegExp(`^${path}(\\?.*)?$`).test(target);
}

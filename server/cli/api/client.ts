import type { z } from "zod";
import { type Failed, unavailable } from "../result.ts";
import { sendHttp } from "./http.ts";
import { problemFailure } from "./problem-failure.ts";

export interface Answered<Value> {
  readonly outcome: "answered";
  readonly value: Value;
}

export interface ApiRequest {
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Sent as JSON. */
  readonly body?: object;
}

/** The REST API of one installation, asked with one key. */
export interface ApiClient {
  /** The header `Authorization`, for requests that are made elsewhere. */
  readonly authorization: string;
  /** Calls `GET /sources`, say, and reads the answer by its schema. */
  call<Value>(
    operation: string,
    answer: z.ZodType<Value>,
    request?: ApiRequest,
  ): Promise<Answered<Value> | Failed>;
}

/** @param baseUrl without a slash at its end */
export function createApiClient(baseUrl: string, apiKey: string, stopped: AbortSignal): ApiClient {
  const authorization = `Bearer ${apiKey}`;
  return {
    authorization,
    async call(operation, answer, { query = {}, body } = {}) {
      const [method = "GET", path = ""] = operation.split(" ");
      const headers = {
        authorization,
        accept: "application/json",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      };
      const url = `${baseUrl}/api/v1${path}${queryText(query)}`;
      const sent = { method, headers, body: body === undefined ? undefined : JSON.stringify(body) };
      const response = await sendHttp(url, sent, stopped);
      if (response.outcome === "failed") return response;
      if (response.status >= 400) {
        return problemFailure(response.status, response.body, response.headers.get("retry-after"));
      }
      const read = answer.safeParse(response.body);
      if (read.success) return { outcome: "answered", value: read.data };
      return unavailable(
        `${baseUrl} answered ${operation}, and not as this version of Tidings does.`,
        "Check that --url or TIDINGS_URL is the address of Tidings, and that both are of one version.",
      );
    },
  };
}

function queryText(query: NonNullable<ApiRequest["query"]>): string {
  const given = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return given.length === 0 ? "" : `?${new URLSearchParams(given)}`;
}

import type { Ctx } from "#server/services/context.ts";
import type { Source } from "#server/services/sources/directory.ts";
import type { Inbound } from "../door.ts";
import { headersOf } from "../headers.ts";
import type { Scheme, SchemeTools, SignedRequest } from "./schemes/scheme.ts";

export interface WebhookDoorOptions {
  readonly maxBodyBytes: number;
  /** Where senders reach this system: some sign the URL that they call. */
  readonly publicUrl: string;
  readonly tools: SchemeTools;
}

/** A request to a source that there is. */
export interface WebhookCall {
  readonly ctx: Ctx;
  readonly inbound: Inbound;
  readonly source: Source;
  readonly scheme: Scheme;
  readonly options: WebhookDoorOptions;
}

/** The request as its scheme sees it. */
export function toSigned({ inbound, source, options }: WebhookCall, body: Uint8Array): SignedRequest {
  const { request, path, query } = inbound;
  const url = signedUrl(source.configuration.verification.url ?? `${options.publicUrl}${path}`, query);
  return { method: request.method, url, headers: request.headers, body };
}

/** The URL as its sender has it. One that the source names with a query of its own is taken as it is. */
export function signedUrl(url: string, query: string): string {
  return url.includes("?") ? url : `${url}${query}`;
}

/** What the receipt keeps of the request's headers and query. */
export function keptOf({ inbound, source, scheme }: WebhookCall) {
  const { verification } = source.configuration;
  const credentials = scheme.credentialHeaders?.(verification);
  return {
    headers: headersOf(inbound.request.headers, credentials),
    query: scheme.signsUrl?.(verification) ? inbound.query : null,
  };
}

import type { CustomResponse } from "#schemas/source-configuration.ts";

/** An answer in somebody else's words. RFC 9110, section 15.3.5: a 204 has no body, and `Response` refuses one. */
export function replyWith({
  status,
  contentType,
  body,
}: Omit<CustomResponse, "status"> & { readonly status: number }): Response {
  return new Response(status === 204 ? null : body, { status, headers: { "content-type": contentType } });
}

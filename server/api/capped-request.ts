export type CappedRequest =
  | { readonly outcome: "read"; readonly request: Request }
  | { readonly outcome: "too_large" };

/**
 * Reads a request's body up to `maxBytes`, whatever its Content-Length says, and returns the request with the body in
 * memory.
 */
export async function capRequest(request: Request, maxBytes: number): Promise<CappedRequest> {
  if (request.body === null) return { outcome: "read", request };
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) return { outcome: "too_large" };
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) return { outcome: "too_large" };
    chunks.push(chunk);
  }
  const { url, method, headers, signal } = request;
  return {
    outcome: "read",
    request: new Request(url, { method, headers, signal, body: Buffer.concat(chunks) }),
  };
}

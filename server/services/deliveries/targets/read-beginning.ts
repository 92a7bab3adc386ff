/**
 * The first bytes of an answer as text; the rest is not read. An answer that breaks off or never ends gives what
 * had come by then: whether it was a success is said by its status.
 */
export async function readBeginning(body: AsyncIterable<Uint8Array>, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of body) {
      chunks.push(chunk);
      bytes += chunk.byteLength;
      if (bytes >= maxBytes) break;
    }
  } catch {
    // What came before the end stays.
  }
  return storable(Buffer.concat(chunks).subarray(0, maxBytes).toString("utf8"));
}

/** jsonb holds no U+0000, and no half of a surrogate pair. */
function storable(text: string): string {
  return text.replaceAll("\u0000", "\ufffd").toWellFormed();
}

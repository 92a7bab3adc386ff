import type { z } from "zod";

/**
 * What a scheme needs of a JSON body, or null when it is not there. Bodies are read before they are believed: nothing
 * but the shape's own fields is looked at, and whatever was sent, nothing is thrown.
 */
export function readJsonBody<T>(body: Uint8Array, shape: z.ZodType<T>): T | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    return shape.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}

import { headers } from "next/headers";
import { getRuntime } from "#server/runtime/runtime.ts";

/** The address that people and services reach Tidings at: the configured one, or else the one of this request. */
export async function publicUrlOfRequest(): Promise<string> {
  const { env } = await getRuntime();
  const host = (await headers()).get("host");
  return env.TIDINGS_PUBLIC_URL ?? `http://${host}`;
}

import { readinessResponse } from "#server/runtime/http/readiness.ts";
import { getRuntime } from "#server/runtime/runtime.ts";

/** Requests can be stored, and the workers consume. */
export async function GET(): Promise<Response> {
  return await readinessResponse(await getRuntime());
}

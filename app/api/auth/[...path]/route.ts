import { getRuntime } from "#server/runtime/runtime.ts";

async function handle(request: Request): Promise<Response> {
  const { auth } = await getRuntime();
  return auth.handle(request);
}

export const GET = handle;
export const POST = handle;

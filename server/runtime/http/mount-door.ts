import type { Doors } from "../../doors/doors.ts";
import { REMOTE_ADDRESS_HEADER } from "../auth.ts";
import { getRuntime } from "../runtime.ts";

type Route = (request: Request) => Promise<Response>;

/**
 * A door as a Next route: the same handler that the production server answers with by itself. Every method is
 * mounted, since a refused one leaves a receipt too.
 */
export function mountDoor(name: keyof Doors): Record<"GET" | "POST" | "PUT" | "PATCH" | "DELETE", Route> {
  const route: Route = async (request) => {
    const { doors } = await getRuntime();
    return await doors[name](request, request.headers.get(REMOTE_ADDRESS_HEADER));
  };
  return { GET: route, POST: route, PUT: route, PATCH: route, DELETE: route };
}

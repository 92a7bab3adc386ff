import { doorAt } from "../../doors/doors.ts";
import { REMOTE_ADDRESS_HEADER } from "../auth.ts";
import { getRuntime } from "../runtime.ts";

type Route = (request: Request) => Promise<Response>;
type Method = "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE" | "OPTIONS";

/**
 * The doors as a Next route: the same handlers that the production server answers with by itself. Every method is
 * mounted, since a refused one leaves a receipt too.
 */
export function mountDoors(): Record<Method, Route> {
  const route: Route = async (request) => {
    const { doors } = await getRuntime();
    const door = doorAt(doors, request.method, new URL(request.url).pathname) ?? doors.api;
    return await door(request, request.headers.get(REMOTE_ADDRESS_HEADER));
  };
  return { GET: route, HEAD: route, POST: route, PUT: route, PATCH: route, DELETE: route, OPTIONS: route };
}

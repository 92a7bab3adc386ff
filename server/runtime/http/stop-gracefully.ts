import type { Server } from "node:http";
import type { Runtime } from "../runtime.ts";

/** Requests that are still under way after this are cut off; the supervisor waits no longer than ten seconds. */
const FINISH_WITHIN_MS = 7_000;

/** No new connections, then finish what is under way, then close what it needed. */
export async function stopGracefully(server: Server, runtime: Runtime): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const cutOff = setTimeout(() => server.closeAllConnections(), FINISH_WITHIN_MS);
  await closed;
  clearTimeout(cutOff);
  await runtime.close();
}

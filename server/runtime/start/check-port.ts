import { isPortFree } from "../embedded/ports.ts";
import { StartRefused } from "./start-refused.ts";

/** @throws StartRefused when the server could not listen there */
export async function checkPort(port: number, host: string): Promise<void> {
  try {
    if (await isPortFree(port, host)) return;
  } catch (error) {
    throw new StartRefused(refusal(port, host, error));
  }
  throw new StartRefused(
    `Port ${port} is in use by another program. Stop that program, or choose another port: PORT=${port + 1} npm start`,
  );
}

function refusal(port: number, host: string, error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EACCES") {
    return `Your user may not listen on port ${port}, as ports below 1024 are the administrator's. Set PORT to a higher one.`;
  }
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") {
    return `HOST=${host} is no address of this machine. Use 127.0.0.1 for this machine alone, or 0.0.0.0 for every network.`;
  }
  return `The server cannot listen on ${host}:${port} (${error instanceof Error ? error.message : error}). Check HOST and PORT.`;
}

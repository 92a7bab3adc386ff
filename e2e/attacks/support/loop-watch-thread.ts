import { Agent, get } from "node:http";
import { parentPort, workerData } from "node:worker_threads";
import { threadTimes } from "./processes.ts";

const PROBE_EVERY_MS = 20;

/** Probes that are remembered: a minute of them, longer than any attack takes. */
const MAX_PROBES = 3_000;

interface Probe {
  readonly endedMs: number;
  readonly tookMs: number;
}

const { url, pid }: { readonly url: string; readonly pid: number } = workerData;
const agent = new Agent({ keepAlive: true });
const probes: Probe[] = [];
const underWay = new Set<Promise<void>>();

function probe(): void {
  const asking = ask().finally(() => underWay.delete(asking));
  underWay.add(asking);
}

setInterval(probe, PROBE_EVERY_MS);

parentPort?.on("message", (sinceMs: number) => void answer(sinceMs));

async function answer(sinceMs: number): Promise<void> {
  // One more, for what the request may still have left to be computed.
  probe();
  await Promise.all(underWay);
  const since = probes.filter(({ endedMs }) => endedMs >= sinceMs);
  parentPort?.postMessage(Math.max(0, ...since.map(({ tookMs }) => tookMs)));
}

/** A probe that fails took for ever: the server was not there. */
function ask(): Promise<void> {
  const [startedMs, waitedBeforeMs] = [performance.now(), waitedMs()];
  return new Promise((resolve) => {
    const end = (isAlive: boolean) => {
      const tookMs = performance.now() - startedMs - (waitedMs() - waitedBeforeMs);
      probes.push({ endedMs: Date.now(), tookMs: isAlive ? tookMs : Number.POSITIVE_INFINITY });
      if (probes.length > MAX_PROBES) probes.shift();
      resolve();
    };
    get(`${url}/api/health`, { agent }, (response) => {
      response.resume();
      response.once("end", () => end(response.statusCode === 200));
    }).once("error", () => end(false));
  });
}

/** For how long the server's event loop, and this one, have waited for a processor. */
function waitedMs(): number {
  return threadTimes(pid).waitedMs + threadTimes().waitedMs;
}

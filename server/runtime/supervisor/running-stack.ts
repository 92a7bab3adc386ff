import type { ChildSpec } from "./child-spec.ts";
import { SupervisedChild, type Surroundings } from "./supervised-child.ts";

/** Those who use the others stop first: intake, then what carries the queue, then the truth. */
const STOP_ORDER = [["server", "worker"], ["redis"], ["postgres"]];

/** Everything that one start keeps running. */
export class RunningStack {
  readonly dataDir: string;
  readonly #surroundings: Surroundings;
  readonly #children: SupervisedChild[] = [];
  #stopping = false;

  constructor(surroundings: Surroundings) {
    this.dataDir = surroundings.dataDir;
    this.#surroundings = surroundings;
  }

  /** @throws Error once a stop has begun: what starts then would be left behind */
  start(spec: ChildSpec): SupervisedChild {
    if (this.#stopping) throw new Error(`${spec.name} is not started, as everything is being stopped`);
    const child = new SupervisedChild(spec, this.#surroundings);
    this.#children.push(child);
    return child;
  }

  /** Stops every child in order; resolves once all are gone. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const group of STOP_ORDER) {
      const children = this.#children.filter((child) => group.includes(child.spec.name));
      await Promise.all(children.map((child) => child.stop()));
    }
  }

  /** Ends those of our own programs at once that a running `stop` waits for; the databases still stop in order. */
  hurry(): void {
    for (const child of this.#children) {
      if (STOP_ORDER[0]?.includes(child.spec.name)) child.kill();
    }
  }
}

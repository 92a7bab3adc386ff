import { appendFileSync, existsSync, renameSync, statSync } from "node:fs";

/** Two files of this size for each program: enough for a post-mortem, and never a full disk. */
const LARGEST_LOG_BYTES = 10 * 1024 * 1024;

/** Appends text to a file that is moved to `<path>.1` when it grows past 10 MiB. */
export class LogFile {
  readonly path: string;
  #bytes: number;

  constructor(path: string) {
    this.path = path;
    this.#bytes = existsSync(path) ? statSync(path).size : 0;
  }

  /** Never throws: a full disk must not end the supervisor, which then could not start anything again. */
  append(text: string): void {
    try {
      if (this.#bytes > LARGEST_LOG_BYTES) this.#rotate();
      appendFileSync(this.path, text);
      this.#bytes += Buffer.byteLength(text);
    } catch {
      // The line is lost; the programs themselves report a full disk.
    }
  }

  #rotate(): void {
    renameSync(this.path, `${this.path}.1`);
    this.#bytes = 0;
  }
}

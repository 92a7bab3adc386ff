/** What commands have of the process that they run in. */
export interface Shell {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Columns of the terminal; null when the output goes elsewhere, and is nobody's to wrap or cut. */
  readonly columns: number | null;
  readonly isInteractive: boolean;
  writeOut(text: string): void;
  writeError(text: string): void;
  /** All of the standard input, as UTF-8; empty when it cannot be read, or the person gave up. */
  readInput(): Promise<string>;
  /** @throws when there is no such file, or it may not be read */
  readFile(path: string): Promise<Uint8Array>;
  now(): Date;
  newId(): string;
  /** Aborted when the person has seen enough: Ctrl-C, or a service manager's stop. */
  readonly stopped: AbortSignal;
}

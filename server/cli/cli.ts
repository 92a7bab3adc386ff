import type { ApiClient } from "./api/client.ts";
import type { Shell } from "./shell.ts";

/** What a command works with. */
export interface Cli {
  readonly shell: Shell;
  readonly client: ApiClient;
  /** Of Tidings, without a slash at its end. */
  readonly baseUrl: string;
  readonly json: boolean;
}

import { readTextFile } from "./read-text.ts";
import { type Failed, usage } from "./result.ts";
import type { Shell } from "./shell.ts";

const DEFAULT_URL = "http://localhost:3000";

/** What a header may carry (RFC 9110, section 5.5), without spaces. */
const API_KEY = /^[\x21-\x7e]+$/;

export interface ConnectionOptions {
  readonly url?: string | undefined;
  readonly apiKeyFile?: string | undefined;
}

export interface Connection {
  readonly outcome: "connection";
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly apiKey: string;
}

/** Where Tidings is, and the key to ask it with. A key is never an argument: those are seen by everybody on the machine. */
export async function readConnection(shell: Shell, options: ConnectionOptions): Promise<Connection | Failed> {
  const baseUrl = readUrl(options.url ?? (shell.env.TIDINGS_URL || DEFAULT_URL));
  if (typeof baseUrl !== "string") return baseUrl;
  const key = await readKey(shell, options.apiKeyFile);
  return key.outcome === "failed" ? key : { outcome: "connection", baseUrl, apiKey: key.text };
}

function readUrl(text: string): string | Failed {
  const url = URL.parse(text);
  const isPlain = url?.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (url && isPlain && /^https?:$/.test(url.protocol)) return url.href.replace(/\/+$/, "");
  return usage(
    `"${text}" is no address of Tidings.`,
    "Give --url or TIDINGS_URL the form http://localhost:3000 or https://tidings.example.com.",
  );
}

type Key = { readonly outcome: "text"; readonly text: string } | Failed;

async function readKey(shell: Shell, file: string | undefined): Promise<Key> {
  const given: Key =
    file === undefined
      ? { outcome: "text", text: shell.env.TIDINGS_API_KEY ?? "" }
      : await readTextFile(shell, file);
  if (given.outcome === "failed") return given;
  const text = given.text.trim();
  if (API_KEY.test(text)) return { outcome: "text", text };
  const advice =
    "Make a key in the browser, under Sources, Publish API, and set TIDINGS_API_KEY to it, or name a file that holds it with --api-key-file.";
  if (text === "") return usage("There is no API key.", advice);
  return usage(
    "What is given as API key is none: it holds spaces or other characters that no key has.",
    advice,
  );
}

import { readTextFile, type TextReading } from "./read-text.ts";
import { usage } from "./result.ts";
import type { Shell } from "./shell.ts";

export interface SecretOptions {
  readonly secretStdin?: boolean | undefined;
  readonly secretFile?: string | undefined;
}

/** Null: no secret was given. */
export type SecretReading =
  | { readonly outcome: "secret"; readonly secret: string | null }
  | Exclude<TextReading, { outcome: "text" }>;

/** A secret from a file or from the standard input, without the line break at its end: editors and `echo` add one. */
export async function readSecret(
  shell: Shell,
  { secretStdin, secretFile }: SecretOptions,
): Promise<SecretReading> {
  if (secretStdin && secretFile !== undefined) {
    return usage("--secret-stdin and --secret-file exclude each other.", "Give one of them.");
  }
  if (!secretStdin && secretFile === undefined) return { outcome: "secret", secret: null };
  const reading: TextReading =
    secretFile === undefined
      ? { outcome: "text", text: await readInput(shell) }
      : await readTextFile(shell, secretFile);
  if (reading.outcome === "failed") return reading;
  const secret = reading.text.replace(/\r?\n$/, "");
  if (secret !== "") return { outcome: "secret", secret };
  return usage("The secret is empty.", "Put it into the file, or pipe it into the command.");
}

async function readInput(shell: Shell): Promise<string> {
  if (shell.isInteractive) shell.writeError("Paste the secret, then press Enter and Ctrl-D:\n");
  return await shell.readInput();
}

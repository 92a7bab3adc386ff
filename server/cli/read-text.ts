import { type Failed, usage } from "./result.ts";
import type { Shell } from "./shell.ts";

export type TextReading = { readonly outcome: "text"; readonly text: string } | Failed;

/** Fatal: a file in another encoding is refused, not sent with replaced characters. */
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** A file that the command line names, as UTF-8. */
export async function readTextFile(shell: Shell, path: string): Promise<TextReading> {
  const bytes = await shell.readFile(path).catch(() => null);
  if (bytes === null) {
    return usage(`The file ${path} cannot be read.`, "Check its name, and that you may read it.");
  }
  try {
    return { outcome: "text", text: utf8.decode(bytes) };
  } catch {
    return usage(`The file ${path} is not text in UTF-8.`, "Save it as UTF-8.");
  }
}

export type JsonReading = { readonly outcome: "json"; readonly value: unknown } | Failed;

/** A file of JSON. */
export async function readJsonFile(shell: Shell, path: string): Promise<JsonReading> {
  const reading = await readTextFile(shell, path);
  if (reading.outcome === "failed") return reading;
  try {
    const value: unknown = JSON.parse(reading.text);
    return { outcome: "json", value };
  } catch (error) {
    const details = error instanceof Error ? [error.message] : [];
    return usage(`The file ${path} is not JSON.`, "Correct it.", details);
  }
}

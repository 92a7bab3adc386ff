import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** Where the system's own tools are, also when somebody runs us with a PATH of their own. */
const SYSTEM_FOLDERS = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

/** The path of a program on PATH, or undefined. */
export function findProgram(name: string, path = process.env.PATH ?? ""): string | undefined {
  return firstExecutable(name, path.split(delimiter));
}

/** The path of a tool of the operating system; its bare name where it is not, so that spawning it fails. */
export function findSystemTool(name: string): string {
  return firstExecutable(name, SYSTEM_FOLDERS) ?? findProgram(name) ?? name;
}

function firstExecutable(name: string, folders: readonly string[]): string | undefined {
  return folders
    .filter((folder) => folder !== "")
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

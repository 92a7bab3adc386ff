import { accessSync, constants, existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { StartRefused } from "./start-refused.ts";

/** Root's folder may be entered, not read, by the account that runs Postgres; an ordinary user's is theirs alone. */
const ROOT_FOLDER_MODE = 0o711;
const USER_FOLDER_MODE = 0o700;

/**
 * Makes the data folder and what every start needs in it.
 *
 * @param dataDir absolute path @throws StartRefused when it cannot be written
 */
export function prepareDataFolder(dataDir: string): void {
  const mode = process.getuid?.() === 0 ? ROOT_FOLDER_MODE : USER_FOLDER_MODE;
  for (const folder of [dataDir, join(dataDir, "run"), join(dataDir, "logs")]) {
    try {
      mkdirSync(folder, { recursive: true, mode });
      accessSync(folder, constants.W_OK | constants.X_OK);
    } catch (error) {
      throw new StartRefused(
        `The data folder ${folder} cannot be written (${reasonOf(error)}). ` +
          "Give your user the right to write there, or set TIDINGS_DATA_DIR to another folder.",
      );
    }
  }
  refuseOthersFiles(dataDir);
}

/** A folder that root or another user started before holds files that this user cannot open. */
function refuseOthersFiles(dataDir: string): void {
  const user = process.getuid?.();
  if (user === undefined || user === 0) return;
  for (const name of ["postgres", "secrets.json"]) {
    const path = join(dataDir, name);
    if (existsSync(path) && statSync(path).uid !== user) {
      throw new StartRefused(
        `${path} belongs to user ${statSync(path).uid}, since another user has started Tidings on this folder. ` +
          "Start it as that user, or set TIDINGS_DATA_DIR to another folder.",
      );
    }
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && "code" in error ? error.code : undefined;
  if (code === "EROFS") return "the file system is read-only";
  if (code === "EACCES" || code === "EPERM") return "permission denied";
  if (code === "EEXIST" || code === "ENOTDIR") return "a part of the path is a file";
  return error instanceof Error ? error.message : String(error);
}

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { StartRefused } from "../start/start-refused.ts";
import { findSystemTool } from "./find-program.ts";

/** Postgres refuses to run as root, so these accounts run it there: the first that the machine has. */
const UNPRIVILEGED_ACCOUNTS = ["postgres", "nobody"] as const;

/** How a program is started as the account that owns the database's files. */
export type Account = {
  /** Undefined when we are not root: programs run as ourselves. */
  readonly owner: { readonly uid: number; readonly gid: number } | undefined;
  /** The command line to spawn, and the user to spawn it as. */
  readonly launch: (command: string, args: readonly string[]) => Launch;
};

type Launch = {
  readonly command: string;
  readonly args: readonly string[];
  readonly uid?: number;
  readonly gid?: number;
};

/**
 * Chooses who runs Postgres. An ordinary user runs it as themselves. Root hands it to the folder's present
 * owner, else to an unprivileged account. Where that account cannot walk to the programs or the data (a clone
 * in /root, mode 0700), util-linux's `setpriv` keeps one capability, CAP_DAC_OVERRIDE, for it.
 *
 * @param program the `postgres` binary @param dataDirs folders from the most to the least telling for the owner
 * @throws StartRefused when no way works
 */
export function choosePostgresAccount(program: string, dataDirs: readonly string[]): Account {
  if (process.getuid?.() !== 0) return { owner: undefined, launch: (command, args) => ({ command, args }) };
  const owner = presentOwner(dataDirs) ?? unprivilegedAccount();
  const reach = dataDirs.find((folder) => existsSync(folder)) ?? "/";
  const asOwner = (command: string, args: readonly string[]): Launch => ({ command, args, ...owner });
  if (canReach(asOwner, program, reach)) return { owner, launch: asOwner };
  const withCapability = keepingAccess(owner);
  if (canReach(withCapability, program, reach)) return { owner, launch: withCapability };
  throw new StartRefused(
    `Postgres may not run as root, and user ${owner.uid} cannot reach ${program} or ${reach}. ` +
      "Put the project and TIDINGS_DATA_DIR in folders that every user may enter (such as /opt or /srv), " +
      "start Tidings as an ordinary user, or set DATABASE_URL to a Postgres server.",
  );
}

function presentOwner(dataDirs: readonly string[]): { uid: number; gid: number } | undefined {
  const owners = dataDirs.filter((folder) => existsSync(folder)).map((folder) => statSync(folder));
  const owner = owners.find(({ uid }) => uid !== 0);
  return owner === undefined ? undefined : { uid: owner.uid, gid: owner.gid };
}

function unprivilegedAccount(): { uid: number; gid: number } {
  const accounts = readFileSync("/etc/passwd", "utf8").split("\n");
  for (const name of UNPRIVILEGED_ACCOUNTS) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(":") ?? [];
    if (uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new StartRefused(
    "Postgres may not run as root, and this machine has neither a postgres nor a nobody user to run it. " +
      "Start Tidings as an ordinary user, or set DATABASE_URL to a Postgres server.",
  );
}

/** `no_setuid_fixup` because Postgres asks access(2), which else drops the capabilities of a user that is not root. */
function keepingAccess({ uid, gid }: { uid: number; gid: number }): Account["launch"] {
  return (command, args) => ({
    command: findSystemTool("setpriv"),
    args: [
      "--securebits=+no_setuid_fixup",
      `--reuid=${uid}`,
      `--regid=${gid}`,
      "--clear-groups",
      "--inh-caps=-all,+dac_override",
      "--ambient-caps=+dac_override",
      "--bounding-set=-all,+dac_override",
      "--",
      command,
      ...args,
    ],
  });
}

function canReach(launch: Account["launch"], program: string, folder: string): boolean {
  const { command, args, ...user } = launch(findSystemTool("test"), ["-x", program, "-a", "-x", folder]);
  return spawnSync(command, args, { ...user, stdio: "ignore" }).status === 0;
}

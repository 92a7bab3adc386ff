import { benchDoors } from "./doors.ts";
import { benchMatcher } from "./matcher.ts";

/** `npm run bench -- <name>`: each prints figures of one run beside a limit or an alternative. */
const BENCHES: Readonly<Record<string, (args: string[]) => Promise<void>>> = {
  doors: benchDoors,
  matcher: benchMatcher,
};

const [name = "", ...args] = process.argv.slice(2);
const bench = BENCHES[name];
if (!bench) {
  console.error(`Which one? npm run bench -- ${Object.keys(BENCHES).join(" | ")}`);
  process.exit(2);
}
await bench(args);

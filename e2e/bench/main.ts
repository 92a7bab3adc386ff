import { benchDoors } from "./doors.ts";

/** `npm run bench -- <name>`: each prints figures of one run beside a limit or an alternative. */
const BENCHES: Readonly<Record<string, () => Promise<void>>> = { doors: benchDoors };

const name = process.argv[2] ?? "";
const bench = BENCHES[name];
if (!bench) {
  console.error(`Which one? npm run bench -- ${Object.keys(BENCHES).join(" | ")}`);
  process.exit(2);
}
await bench();

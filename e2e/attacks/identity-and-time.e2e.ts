import { IDS } from "./cases/ids.ts";
import { TIMESTAMPS } from "./cases/times.ts";
import { repeatedIds } from "./scenarios/repeated-ids.ts";
import { describeForEachSurface, runAttacks } from "./support/run-attacks.ts";

describeForEachSurface("ids", (attacker) => runAttacks(attacker, IDS));
describeForEachSurface("times", (attacker) => runAttacks(attacker, TIMESTAMPS));
describeForEachSurface("one id many times", repeatedIds);

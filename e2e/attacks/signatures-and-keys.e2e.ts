import { API_KEYS } from "./cases/api-keys.ts";
import { SIGNATURES } from "./cases/signatures.ts";
import { guessing } from "./scenarios/guessing.ts";
import { replays } from "./scenarios/replays.ts";
import { rotation } from "./scenarios/rotation.ts";
import { describeForEachSurface, runAttacks } from "./support/run-attacks.ts";

describeForEachSurface("signatures", (attacker) => runAttacks(attacker, SIGNATURES));
describeForEachSurface("API keys", (attacker) => runAttacks(attacker, API_KEYS));
describeForEachSurface("what was verified before", replays);
describeForEachSurface("guessing", guessing);
describeForEachSurface("secrets and keys that end", rotation);

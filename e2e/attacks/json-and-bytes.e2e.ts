import { BYTES } from "./cases/bytes.ts";
import { CODINGS } from "./cases/codings.ts";
import { GRAMMAR } from "./cases/grammar.ts";
import { NESTING } from "./cases/nesting.ts";
import { NOT_AN_EVENT } from "./cases/not-an-event.ts";
import { SIZES } from "./cases/sizes.ts";
import { VALUES } from "./cases/values.ts";
import { describeForEachSurface, runAttacks } from "./support/run-attacks.ts";

describeForEachSurface("what the grammar forbids", (attacker) => runAttacks(attacker, GRAMMAR));
describeForEachSurface("JSON that is no event", (attacker) => runAttacks(attacker, NOT_AN_EVENT));
describeForEachSurface("nesting", (attacker) => runAttacks(attacker, NESTING));
describeForEachSurface("sizes", (attacker) => runAttacks(attacker, SIZES));
describeForEachSurface("content codings", (attacker) => runAttacks(attacker, CODINGS));
describeForEachSurface("values", (attacker) => runAttacks(attacker, VALUES));
describeForEachSurface("bytes and media types", (attacker) => runAttacks(attacker, BYTES));

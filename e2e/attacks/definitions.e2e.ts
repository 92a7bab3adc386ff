import { hostilePatterns } from "./scenarios/hostile-patterns.ts";
import { hostileRules } from "./scenarios/hostile-rules.ts";
import { hostileSchemas } from "./scenarios/hostile-schemas.ts";
import { hostileSearches } from "./scenarios/hostile-searches.ts";
import { describeForEachSurface } from "./support/run-attacks.ts";

describeForEachSurface("hostile patterns", hostilePatterns);
describeForEachSurface("hostile schemas", hostileSchemas);
describeForEachSurface("hostile rules", hostileRules);
describeForEachSurface("hostile searches", hostileSearches);

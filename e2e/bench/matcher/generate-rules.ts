import type { Pattern, PatternFilter } from "#schemas/pattern/types.ts";
import type { Rule } from "#server/domain/matching/rule.ts";
import type { Random } from "./random.ts";
import { ACTIONS, FAMILIES, FEW_VALUES, MANY_VALUES, NAMES, NUMBERS, TEXTS, WORDS } from "./vocabulary.ts";

const EXACT_SHARE = 0.6;
const PREFIX_SHARE = 0.25;
const MOST_FILTERS = 3;

/** Rules of which 60 % name an event, 25 % begin like one and 15 % are regular expressions, with up to three filters. */
export function generateRules(random: Random, count: number): Rule[] {
  return Array.from({ length: count }, (_, number) => ({
    id: `rule-${number}`,
    ...generateName(random),
    filters: Array.from({ length: random.below(MOST_FILTERS + 1) }, () => generateFilter(random)),
  }));
}

function generateName(random: Random): Pick<Pattern, "type" | "value"> {
  const kind = random.next();
  if (kind < EXACT_SHARE) return { type: "exact", value: random.pick(NAMES) };
  if (kind < EXACT_SHARE + PREFIX_SHARE) return { type: "prefix", value: generatePrefix(random) };
  return { type: "regex", value: generateRegex(random) };
}

/** A family's events, or those of a family whose action begins in a certain way. */
function generatePrefix(random: Random): string {
  const name = random.pick(NAMES);
  const dot = name.indexOf(".") + 1;
  return random.chance(0.1) ? name.slice(0, dot) : name.slice(0, dot + 2 + random.below(4));
}

function generateRegex(random: Random): string {
  const family = random.pick(FAMILIES);
  const action = random.pick(ACTIONS);
  switch (random.below(6)) {
    case 0:
      return `^${family}\\.(${action}|${random.pick(ACTIONS)})$`;
    case 1:
      return `^(${family}|${random.pick(FAMILIES)})\\.${action}$`;
    case 2:
      return `^${family}\\..*ed$`;
    case 3:
      return `^[a-m]+\\.${action}$`;
    case 4:
      return `^${family}\\.[${random.pick(["a-d", "c-f", "p-u"])}]`;
    default:
      return `${family}.*${action.slice(0, 3)}`;
  }
}

function generateFilter(random: Random): PatternFilter {
  const kind = random.next();
  if (kind < 0.35) return equalsOneOf(random, MANY_VALUES);
  if (kind < 0.7) return equalsOneOf(random, FEW_VALUES);
  if (kind < 0.9) {
    const [field, most] = random.pick(Object.entries(NUMBERS));
    const value = Math.round(most * random.next() ** 2);
    return { field, operator: random.chance(0.6) ? "gt" : "lt", value };
  }
  return { field: random.pick(TEXTS), operator: "contains", value: random.pick(WORDS) };
}

function equalsOneOf(random: Random, fields: Readonly<Record<string, readonly string[]>>): PatternFilter {
  const [field, values] = random.pick(Object.entries(fields));
  return { field, operator: "equals", value: random.pickZipf(values) };
}

import { compileRegex, type NameRegex } from "#schemas/pattern/name.ts";
import { meetsAll, type Requirement, requirementsOf } from "./required-texts.ts";

/** A regular expression that is tested for names that hold the texts that it asks for, unless those decide. */
export class RegexTest {
  readonly requirements: readonly Requirement[];
  /** Undefined where nothing is left to test: most expressions are a list of names, a beginning or an end. */
  readonly #regex: NameRegex | undefined;

  private constructor(requirements: readonly Requirement[], regex: NameRegex | undefined) {
    this.requirements = requirements;
    this.#regex = regex;
  }

  /**
   * Compiles now what a name may need, so that no event waits for it: about 0.1 ms and 16 kB, unless texts decide.
   *
   * @returns undefined for an expression that does not compile, which `patternSchema` refuses
   */
  static compile(source: string): RegexTest | undefined {
    const { all, decide } = requirementsOf(source);
    if (decide) return new RegexTest(all, undefined);
    const compiled = compileRegex(source);
    return compiled.outcome === "refused" ? undefined : new RegexTest(all, compiled.regex);
  }

  matches(name: string): boolean {
    return meetsAll(name, this.requirements, 0) && this.#test(name);
  }

  /** The same for a name that is known to hold the first thing that is required. */
  matchesHolding(name: string): boolean {
    return meetsAll(name, this.requirements, 1) && this.#test(name);
  }

  #test(name: string): boolean {
    return this.#regex === undefined || this.#regex.test(name);
  }
}

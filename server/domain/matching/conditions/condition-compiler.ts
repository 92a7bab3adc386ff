import type { FilterClause, PatternFilter } from "#schemas/pattern/types.ts";
import { isFilterGroup } from "#schemas/pattern/types.ts";
import { type Condition, OP, type SharedCondition } from "./condition.ts";
import type { Field } from "./field.ts";
import { FieldTable } from "./field-table.ts";
import { asOneList, boundsOf, compileShared, listedScalars, presenceOf, scalarOf } from "./filter-forms.ts";
import { SharedConditions } from "./shared-conditions.ts";
import { ValueIds } from "./value-ids.ts";

/**
 * Makes conditions of the clauses of patterns, and holds what they have in common: fields, the numbers of values, and
 * what is evaluated once an event. What is taken for a rule is given back by `release`.
 */
export class ConditionCompiler {
  readonly fields = new FieldTable();
  readonly values = new ValueIds();
  readonly shared = new SharedConditions();

  /**
   * The conditions of which all must hold for all clauses to hold, the cheapest first; `undefined` when a path cannot
   * be read.
   *
   * @param clauses as `patternSchema` accepts them
   */
  compile(clauses: readonly FilterClause[]): Condition[] | undefined {
    const compiled = this.#compileAll(clauses, (clause) =>
      isFilterGroup(clause) ? this.#group(clause.any_of) : this.#filter(clause),
    );
    return compiled === undefined ? undefined : cheapestFirst(compiled);
  }

  /** Gives back what the conditions of a rule hold. */
  release(conditions: readonly Condition[]): void {
    for (const { op, field, operand, shared } of conditions) {
      if (shared !== undefined) this.#releaseShared(shared);
      if (field === undefined) continue;
      if (op === OP.EQUALS || op === OP.DIFFERS) this.values.release(field, operand);
      this.fields.release(field);
    }
  }

  #compileAll<Item>(
    items: readonly Item[],
    compile: (item: Item) => Condition[] | undefined,
  ): Condition[][] | undefined {
    const all: Condition[][] = [];
    for (const item of items) {
      const conditions = compile(item);
      if (conditions === undefined) {
        for (const done of all) this.release(done);
        return undefined;
      }
      all.push(conditions);
    }
    return all;
  }

  #filter(filter: PatternFilter): Condition[] | undefined {
    const field = this.fields.take(filter.field);
    if (field === undefined) return undefined;
    const simple = field.path === undefined ? this.#simple(field, filter) : undefined;
    return simple ?? [this.#sharedFilter(field, filter)];
  }

  /** The conditions of a filter on one value that need no memory of their verdict. */
  #simple(field: Field, filter: PatternFilter): Condition[] | undefined {
    const scalar = scalarOf(filter);
    if (scalar !== undefined) {
      const op = filter.operator === "not_equals" ? OP.DIFFERS : OP.EQUALS;
      return [{ op, field, operand: this.values.take(field, scalar.value), shared: undefined }];
    }
    const presence = presenceOf(filter);
    if (presence !== undefined) return [{ op: presence, field, operand: 0, shared: undefined }];
    const bounds = boundsOf(filter);
    if (bounds === undefined) return undefined;
    field.references += bounds.length - 1;
    return bounds.map(({ op, bound }) => ({ op, field, operand: bound, shared: undefined }));
  }

  #sharedFilter(field: Field, filter: PatternFilter): Condition {
    const key = `${field.number} ${filter.operator} ${JSON.stringify(filter.value)}`;
    let shared = this.shared.find(key);
    if (shared === undefined) {
      field.references += 1;
      const valueIds = listedScalars(filter)?.map((value) => this.values.take(field, value));
      shared = this.shared.add(key, compileShared(field, filter, valueIds));
    }
    return { op: OP.SHARED, field, operand: shared.number, shared };
  }

  #group(alternatives: readonly PatternFilter[]): Condition[] | undefined {
    const [first] = alternatives;
    if (first !== undefined && alternatives.length === 1) return this.#filter(first);
    const list = asOneList(alternatives);
    if (list !== undefined) return this.#filter(list);
    const key = `any_of ${JSON.stringify(alternatives)}`;
    let shared = this.shared.find(key);
    if (shared === undefined) {
      const compiled = this.#compileAll(alternatives, (filter) => this.#filter(filter));
      if (compiled === undefined) return undefined;
      shared = this.shared.add(key, { kind: "any_of", alternatives: compiled, valueIds: undefined });
    }
    return [{ op: OP.SHARED, field: undefined, operand: shared.number, shared }];
  }

  #releaseShared(condition: SharedCondition): void {
    if (!this.shared.release(condition)) return;
    const { test } = condition;
    if (test.kind === "any_of") {
      for (const conditions of test.alternatives) this.release(conditions);
      return;
    }
    for (const id of test.valueIds ?? []) this.values.release(test.field, id);
    this.fields.release(test.field);
  }
}

/**
 * One list of the conditions of all clauses. A rule keeps it for as long as it lives, so it has room for them alone, which
 * a list that grew has not; and it is put together without a sort, whose working memory is many times its size.
 */
function cheapestFirst(compiled: readonly (readonly Condition[])[]): Condition[] {
  const sorted: Condition[] = [];
  for (const conditions of compiled) {
    for (const condition of conditions) {
      let at = sorted.length;
      while (at > 0 && (sorted[at - 1]?.op ?? 0) > condition.op) at -= 1;
      sorted.splice(at, 0, condition);
    }
  }
  return sorted.slice();
}

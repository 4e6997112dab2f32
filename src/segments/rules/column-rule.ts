import { ClienteleError, knownOptions, namedEntries, oneOf, showValue } from "../../errors/index.js";
import { contains, everything, type Interval, showInterval } from "./interval.js";

/** What segments are made by: the seven bases of the field, and the benefit sought (Haley 1968). */
export type SegmentBasis =
  | "demography"
  | "life stage"
  | "life style"
  | "preference"
  | "behavior"
  | "channel"
  | "profitability"
  | "benefit sought";

/** The names of the bases. */
export const segmentBases: readonly SegmentBasis[] = [
  "demography",
  "life stage",
  "life style",
  "preference",
  "behavior",
  "channel",
  "profitability",
  "benefit sought",
];

/** A value of a text, boolean or number column. */
export type RuleValue = number | string | boolean;

/**
 * What a column has to hold: a range of numbers, of which each end says whether it belongs to it, or one of several
 * values.
 */
export interface ColumnCondition {
  /** At least. */
  readonly from?: number | undefined;
  /** More than. */
  readonly above?: number | undefined;
  /** At most. */
  readonly to?: number | undefined;
  /** Less than. */
  readonly below?: number | undefined;
  /** One of these values. */
  readonly in?: readonly RuleValue[] | undefined;
  /**
   * The column holds whole numbers only, such as years of age, so that nothing lies between 11 and 12 [false]. Said
   * once, it holds for all rules.
   */
  readonly whole?: boolean | undefined;
}

/**
 * A segment as rules on columns: a name, and what has to hold of some columns, all of it. Several rules may share a
 * name. Where rules overlap, the first one counts.
 */
export interface ColumnRule {
  readonly name: string;
  /** By column: a value, or a condition. No condition at all fits everybody. */
  readonly when: Readonly<Record<string, RuleValue | ColumnCondition>>;
  /** By what kind of property the segment is made; for the reader. */
  readonly basis?: SegmentBasis | undefined;
}

/** A condition, checked: numbers in any of some intervals, or one of some values, written as text. */
export type CheckedCondition = { readonly column: string; readonly whole: boolean } & (
  | { readonly kind: "number"; readonly intervals: readonly Interval[] }
  | { readonly kind: "value"; readonly values: readonly string[]; readonly allBoolean: boolean }
);

/** A rule, checked. */
export interface CheckedRule {
  readonly name: string;
  readonly basis: SegmentBasis | null;
  readonly conditions: readonly CheckedCondition[];
}

/** Whether something looks like a rule on columns, as against one of RFM scores. */
export function isColumnRule(rule: unknown): boolean {
  return typeof rule === "object" && rule !== null && "when" in rule;
}

/** Checks rules. Errors: `invalid-option`, with the rule at fault. */
export function checkedRules(caller: string, rules: unknown): CheckedRule[] {
  if (!Array.isArray(rules) || rules.length === 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: rules },
      'rules must be an array of at least one like { name: "Young", when: { age: { below: 30 } } }, got ' +
        showValue(rules),
    );
  }
  // A hole in the list is refused, too, where `map` would leave it out.
  return Array.from(rules, (rule: unknown, index) => checkedRule(caller, rule, index));
}

function checkedRule(caller: string, rule: unknown, index: number): CheckedRule {
  const { name, when, basis } = (rule ?? {}) as Partial<ColumnRule>;
  if (typeof name !== "string" || name.trim() === "" || !isPlainObject(when)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: rule },
      `rule ${index + 1} must be an object with a name and "when", such as ` +
        `{ name: "Young", when: { age: { below: 30 } } }, got ${showValue(rule)}`,
    );
  }
  knownOptions(caller, rule as object, ["name", "when", "basis"]);
  const checkedBasis = basis === undefined ? null : oneOf(caller, "basis", basis, segmentBases, "behavior");
  const example = "conditions by column such as { age: { below: 30 } }";
  const conditions = namedEntries(caller, "when", when, example).map(([column, condition]) =>
    checkedCondition(caller, name, column, condition),
  );
  return { name, basis: checkedBasis, conditions };
}

function isPlainObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Checks what has to hold of a column; `where` names the rule. Errors: `invalid-option`. */
export function checkedCondition(caller: string, where: string, column: string, given: unknown): CheckedCondition {
  const refuse = (problem: string): never => {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, column, value: given },
      `rule ${showValue(where)}: ${problem}`,
    );
  };
  if (isRuleValue(given)) return conditionOfValues(column, [given], false, refuse);
  if (!isPlainObject(given)) {
    return refuse(`a condition is a value, { in: […] } or { from, above, to, below }, got ${showValue(given)}`);
  }
  knownOptions(caller, given, ["from", "above", "to", "below", "in", "whole"]);
  const { in: values, whole = false, ...ends } = given as ColumnCondition;
  if (typeof whole !== "boolean") return refuse(`"whole" must be true or false, got ${showValue(whole)}`);
  if (values === undefined) {
    return { column, whole, kind: "number", intervals: [conditionInterval(ends, refuse)] };
  }
  if (Object.values(ends).some((end) => end !== undefined)) return refuse('"in" does not go with the ends of a range');
  if (!Array.isArray(values) || values.length === 0 || !values.every(isRuleValue)) {
    return refuse(`"in" must be a list of one or more values, got ${showValue(values)}`);
  }
  return conditionOfValues(column, values, whole, refuse);
}

function isRuleValue(value: unknown): value is RuleValue {
  return typeof value === "string" || typeof value === "boolean" || (typeof value === "number" && !Number.isNaN(value));
}

function conditionOfValues(
  column: string,
  values: readonly RuleValue[],
  whole: boolean,
  refuse: (problem: string) => never,
): CheckedCondition {
  if (values.every((value) => typeof value === "number")) {
    const intervals = values.map((value) => ({ low: value, high: value, lowClosed: true, highClosed: true }));
    return { column, whole, kind: "number", intervals };
  }
  if (values.some((value) => typeof value === "number")) return refuse("values must not be numbers and texts mixed");
  const allBoolean = values.every((value) => typeof value === "boolean");
  return { column, whole: false, kind: "value", values: values.map(String), allBoolean };
}

function conditionInterval(
  { from, above, to, below }: Pick<ColumnCondition, "from" | "above" | "to" | "below">,
  refuse: (problem: string) => never,
): Interval {
  const ends = [from, above, to, below];
  if (ends.every((end) => end === undefined)) return refuse("a range needs one of from, above, to, below");
  const wrong = ends.find((end) => end !== undefined && (typeof end !== "number" || Number.isNaN(end)));
  if (wrong !== undefined) return refuse(`the ends of a range must be numbers, got ${showValue(wrong)}`);
  if (from !== undefined && above !== undefined) return refuse('give "from" (at least) or "above" (more than)');
  if (to !== undefined && below !== undefined) return refuse('give "to" (at most) or "below" (less than)');
  const interval = {
    low: from ?? above ?? everything.low,
    high: to ?? below ?? everything.high,
    lowClosed: from !== undefined && Number.isFinite(from),
    highClosed: to !== undefined && Number.isFinite(to),
  };
  const holdsSomething = interval.low < interval.high || contains(interval, interval.low);
  return holdsSomething ? interval : refuse(`nothing lies in ${showBrackets(interval)}`);
}

function showBrackets({ low, high, lowClosed, highClosed }: Interval): string {
  return `${lowClosed ? "[" : "("}${low}, ${high}${highClosed ? "]" : ")"}`;
}

/** The conditions of a rule in words: `age 6–11, channel "web"`. */
export function showConditions(conditions: readonly CheckedCondition[]): string {
  if (conditions.length === 0) return "fits everybody";
  return conditions.map((condition) => `${condition.column} ${showCondition(condition)}`).join(", ");
}

function showCondition(condition: CheckedCondition): string {
  return condition.kind === "number"
    ? condition.intervals.map(showInterval).join(" or ")
    : condition.values.map((value) => (condition.allBoolean ? value : showValue(value))).join(" or ");
}

/** Checks the option `within`: what columns can hold at all. Errors: `invalid-option`. */
export function withinConditions(
  caller: string,
  within: Readonly<Record<string, RuleValue | ColumnCondition>> | undefined,
): CheckedCondition[] {
  if (within === undefined) return [];
  if (isPlainObject(within)) {
    return Object.entries(within).map(([column, condition]) => checkedCondition(caller, "within", column, condition));
  }
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: within },
    `option "within" must be an object such as { age: { from: 0 } }, got ${showValue(within)}`,
  );
}

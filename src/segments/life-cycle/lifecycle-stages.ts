import { knownOptions, numberOption, oneOf, requireColumnName } from "../../errors/index.js";
import { type Table, type TableInput, toTable } from "../../table/index.js";
import { type ClassMeasure, carriedMeasures, classMeasure, distinctMeasures } from "../classification/class-measure.js";
import { type Classification, type ClassRule, classification } from "../classification/classification.js";
import { classifyRows, type Outcome } from "../classification/classify-rows.js";
import { customerIds } from "../classification/customer-ids.js";
import { showFigure, showShare } from "../classification/show-figure.js";

/** Options of {@link lifecycleStages}. */
export interface LifecycleStagesOptions {
  /** The column of ids [`"customer"`]. */
  readonly customer?: string | undefined;
  /** The four stages of the field with recovery, or the finer names [`"classic"`]. */
  readonly preset?: "classic" | "fine" | undefined;
  /** What the customer brought in the period that ends now [`"current"`]. */
  readonly current?: string | undefined;
  /** What the customer brought in the period of the same length before it [`"previous"`]. */
  readonly previous?: string | undefined;
  /** Days since the first purchase [`"age"`]. */
  readonly age?: string | undefined;
  /** The length of a period in days [365]. */
  readonly periodDays?: number | undefined;
  /** From which change on a customer grows or declines, above 0 and below 1 [0.1: by 10 % or more]. */
  readonly change?: number | undefined;
  /** Further columns of numbers that `summary()` adds up [none]. */
  readonly measures?: readonly string[] | undefined;
}

/** The stages of both presets. */
export type LifecycleStage =
  | "exploration"
  | "build-up"
  | "stability"
  | "decline"
  | "recovery"
  | "new"
  | "growing"
  | "stable"
  | "declining"
  | "lapsed"
  | "won back";

/** Customers by stage of their life cycle. */
export type LifecycleStages = Classification<"stage", LifecycleStage>;

/** What can happen between two periods. */
type Course = "new" | "growing" | "stable" | "declining" | "lapsed" | "won back";

const courses: readonly Course[] = ["new", "growing", "stable", "declining", "lapsed", "won back"];

const classicStage: Readonly<Record<Course, LifecycleStage>> = {
  new: "exploration",
  growing: "build-up",
  stable: "stability",
  declining: "decline",
  lapsed: "decline",
  "won back": "recovery",
};

/**
 * In which stage of the relationship is each customer? Compares what a customer brought in two periods of equal length.
 *
 * | what happened | fine | classic |
 * |---|---|---|
 * | bought now, first purchase within the period (age ≤ `periodDays`) | new | exploration |
 * | bought in both, now more by `change` or above | growing | build-up |
 * | bought in both, the change smaller than `change` either way | stable | stability |
 * | bought in both, now less by `change` or above | declining | decline |
 * | nothing now | lapsed | decline |
 * | bought now and not in the period before, first purchase earlier | won back | recovery |
 *
 * Amounts of 0 and below are nothing. Values may be revenue, profit, visits, or balances.
 *
 * @param table - one row a customer
 * @returns `customer`, the columns used, `stage`, `reason`; `.summary()`, `.rules`, `.warnings`, `.source`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (an id), `not-a-number`, `not-finite`, `inconsistent-row`,
 * `duplicate-column`, `invalid-option`.
 *
 * Source: Dwyer, Schurr and Oh (1987), Developing Buyer-Seller Relationships, Journal of Marketing 51(2): exploration,
 * expansion (build-up), commitment (stability), dissolution (decline).
 *
 * @example
 * ```ts
 * const stages = lifecycleStages(
 *   { customer: ["ada", "bob", "cem"], current: [120, 0, 80], previous: [100, 50, 0], age: [900, 900, 900] },
 *   { preset: "fine" },
 * );
 * stages.column("stage").toArray(); // ["growing", "lapsed", "won back"]
 * ```
 */
export function lifecycleStages(table: TableInput, options: LifecycleStagesOptions = {}): LifecycleStages {
  const caller = "lifecycleStages";
  const known = ["customer", "preset", "current", "previous", "age", "periodDays", "change", "measures"];
  knownOptions(caller, options, known);
  const preset = oneOf(caller, "preset", options.preset, ["classic", "fine"], "classic");
  const periodDays = numberOption(caller, "periodDays", options.periodDays ?? 365, { min: 0 });
  const change = numberOption(caller, "change", options.change ?? 0.1, { min: 0, max: 1, exclusive: true });
  const input = toTable(caller, table);
  const customers = customerIds(caller, input, options.customer);
  const [current, previous, age] = columnsOf(caller, input, options);
  const stageOf = (course: Course): LifecycleStage => (preset === "fine" ? course : classicStage[course]);
  const classes = [...new Set(courses.map(stageOf))];
  const texts = courseRules(current.name, previous.name, age.name, periodDays, change);
  const outcomes = courses.map((course): Outcome => ({ class: stageOf(course), reason: texts[course] }));
  const used = distinctMeasures([current, previous, age]);
  const rows = classifyRows(input.numRows, used, classes, outcomes, (row) =>
    courses.indexOf(courseOf(current.values[row]!, previous.values[row]!, age.values[row]! <= periodDays, change)),
  );
  return classification<"stage", LifecycleStage>({
    caller,
    customers,
    measures: [...used, ...carriedMeasures(caller, input, options.measures, used)],
    key: "stage",
    classes,
    ...rows,
    rules: stageRules(classes, stageOf, texts),
    source: "Dwyer, Schurr and Oh (1987), Developing Buyer-Seller Relationships, Journal of Marketing 51(2)",
  });
}

function columnsOf(
  caller: string,
  table: Table,
  { current = "current", previous = "previous", age = "age" }: LifecycleStagesOptions,
): readonly [ClassMeasure, ClassMeasure, ClassMeasure] {
  return [
    classMeasure(caller, table, requireColumnName(caller, "current", current)),
    classMeasure(caller, table, requireColumnName(caller, "previous", previous)),
    classMeasure(caller, table, requireColumnName(caller, "age", age), false),
  ];
}

function courseOf(current: number, previous: number, isYoung: boolean, change: number): Course {
  if (!(current > 0)) return "lapsed";
  if (!(previous > 0)) return isYoung ? "new" : "won back";
  const limit = change * previous * (1 - 1e-12);
  if (current - previous >= limit) return "growing";
  return previous - current >= limit ? "declining" : "stable";
}

function courseRules(
  current: string,
  previous: string,
  age: string,
  periodDays: number,
  change: number,
): Readonly<Record<Course, string>> {
  const both = `${current} and ${previous} above 0`;
  const by = showShare(change);
  return {
    new: `${current} above 0, ${previous} not, ${age} ${showFigure(periodDays)} days or less`,
    growing: `${both}, ${current} higher by ${by} or more`,
    stable: `${both}, the change less than ${by} either way`,
    declining: `${both}, ${current} lower by ${by} or more`,
    lapsed: `${current} not above 0`,
    "won back": `${current} above 0, ${previous} not, ${age} above ${showFigure(periodDays)} days`,
  };
}

function stageRules(
  classes: readonly LifecycleStage[],
  stageOf: (course: Course) => LifecycleStage,
  texts: Readonly<Record<Course, string>>,
): ClassRule[] {
  return classes.map((stage) => ({
    class: stage,
    rule: courses
      .filter((course) => stageOf(course) === stage)
      .map((course) => texts[course])
      .join("; or "),
  }));
}

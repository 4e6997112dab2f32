import { UTCDateMini } from "@date-fns/utc/date/mini";
import { addMonths } from "date-fns/addMonths";
import { ClienteleError, counted, knownOptions, numberOption, showValue } from "../../errors/index.js";
import {
  createTable,
  type DateInput,
  dateColumnOf,
  localDay,
  millisecondsPerDay,
  type Table,
  type TableInput,
  timeZoneOption,
  toTable,
} from "../../table/index.js";
import { carriedMeasures } from "../classification/class-measure.js";
import { type Classification, type ClassRule, classification } from "../classification/classification.js";
import { classifyRows } from "../classification/classify-rows.js";
import { customerIds } from "../classification/customer-ids.js";
import { joinedName } from "../classification/match-customers.js";
import { outcomeList } from "../classification/outcome-list.js";
import { type GradeIndicator, type IndicatorScores, indicatorScores } from "./grade-indicators.js";
import { type Grade, type GradeHistory, type GradeRules, gradeHistory, grades, mustWait } from "./grade-rules.js";

/** Options of {@link gradeCustomers}. */
export interface GradeCustomersOptions {
  /** The column of ids [`"customer"`]. */
  readonly customer?: string | undefined;
  /** What the grade is made of; the weights sum to 1. */
  readonly indicators: readonly GradeIndicator[];
  /** From which score, 0..100, grades A, B and C begin; a score at a cut has the better grade [80, 60 and 40]. */
  readonly cuts?: readonly [a: number, b: number, c: number] | undefined;
  /** What overrides the score [nothing]. */
  readonly rules?: GradeRules | undefined;
  /** The day of this review, for the column `nextReview` [no such column]. */
  readonly reviewed?: DateInput | undefined;
  /** After how many months each grade is reviewed again [A 12, B 6, C 3, D 1]. */
  readonly reviewMonths?: Readonly<Partial<Record<Grade, number>>> | undefined;
  /** Further columns of numbers that `summary()` adds up [none]. */
  readonly measures?: readonly string[] | undefined;
}

/** What {@link CustomerGrades} say beside what every classification says. */
export interface CustomerGradesAttributes {
  /** Customers from each grade at the last review (`previous`, `"(joined)"` where there was none) to each grade now. */
  readonly transitions: Table | null;
}

/** Customers by grade; `"ended"` is the grade of those whom the rule on missed payments excludes. */
export type CustomerGrades = Classification<
  "grade",
  Grade | "ended",
  { score: number; nextReview: Date },
  CustomerGradesAttributes
>;

const defaultMonths: Readonly<Record<Grade, number>> = { A: 12, B: 6, C: 3, D: 1 };

/**
 * Which grade does each customer have, A to D, and when is it looked at again? The score is the weighted mean of
 * indicators such as use, need, profit share, payment, contract, finances and prospects, each from 0 (`from`) to 1
 * (`to`), times 100. A score at a cut has the better grade.
 *
 * Rules override the score: whoever was graded D is at most B until `wait` reviews have passed since; `endAt` missed
 * payments end the relationship. `reason` names the range of the score, the indicator that lost most points, and the
 * rule that decided.
 *
 * @param table - one row a customer
 * @returns `customer`, the indicators, `score`, `nextReview` (with `reviewed`), `grade`, `reason`; `.summary()`,
 * `.rules`, `.warnings`, `.source`, `.transitions`. {@link tierMigration} compares two reviews with what they were
 * worth.
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value` (an id), `not-a-number`, `not-finite`, `not-a-date`,
 * `inconsistent-row`, `out-of-range` (an unknown grade, negative counts), `duplicate-column`, `weights-sum`,
 * `invalid-option`.
 *
 * @example
 * ```ts
 * const graded = gradeCustomers(
 *   { customer: ["ada", "bob", "cem"], use: [90, 50, 95], daysLate: [0, 10, 2], before: ["A", "B", "D"] },
 *   {
 *     indicators: [
 *       { column: "use", weight: 0.6, from: 0, to: 100 },
 *       { column: "daysLate", weight: 0.4, from: 30, to: 0 },
 *     ],
 *     rules: { previous: "before" },
 *   },
 * );
 * graded.column("grade").toArray(); // ["A", "C", "B"]: cem was D at the last review
 * ```
 */
export function gradeCustomers(table: TableInput, options: GradeCustomersOptions): CustomerGrades {
  const caller = "gradeCustomers";
  const known = ["customer", "indicators", "cuts", "rules", "reviewed", "reviewMonths", "measures"];
  knownOptions(caller, options, known);
  const cuts = gradeCuts(caller, options.cuts);
  const input = toTable(caller, table);
  const customers = customerIds(caller, input, options.customer);
  const scores = indicatorScores(caller, input, options.indicators);
  const history = gradeHistory(caller, input, options.rules ?? {});
  const classes = history.missedPayments === null ? grades : [...grades, "ended"];
  const rows = gradedRows(scores, history, cuts, classes);
  const reviews = reviewDates(caller, rows.codes, options);
  return classification<"grade", Grade | "ended", { score: number; nextReview: Date }, CustomerGradesAttributes>(
    {
      caller,
      customers,
      measures: [...scores.measures, ...carriedMeasures(caller, input, options.measures, scores.measures)],
      added: [["score", scores.score], ...reviews],
      key: "grade",
      classes,
      ...rows,
      rules: scoreRules(cuts, history),
      source: "weighted indicators with the weights, cuts and rules stated",
      warnings: scores.warnings,
    },
    { transitions: history.previous === null ? null : transitionTable(history.previous, rows.codes, classes) },
  );
}

function gradedRows(
  { measures, score, weakest }: IndicatorScores,
  history: GradeHistory,
  cuts: readonly number[],
  classes: readonly string[],
) {
  const { missedPayments, endAt, missedName } = history;
  const list = outcomeList();
  const missed = missedPayments === null ? [] : [{ name: missedName, values: missedPayments, additive: true }];
  return classifyRows(score.length, [...measures, ...missed], classes, list.outcomes, (row) => {
    if (missedPayments !== null && missedPayments[row]! >= endAt) {
      return list.number(-1, () => ({
        class: "ended",
        reason: `${missedName} ${endAt} or more ends the relationship`,
      }));
    }
    const byScore = cuts.findIndex((cut) => score[row]! >= cut - 1e-9);
    const earned = byScore < 0 ? cuts.length : byScore;
    const waits = earned === 0 && mustWait(history, row);
    const key = ((waits ? 1 : 0) * (measures.length + 1) + weakest[row]! + 1) * grades.length + earned;
    return list.number(key, () => ({
      class: grades[waits ? 1 : earned]!,
      reason: gradeReason(earned, cuts, waits ? history.wait : 0, measures[weakest[row]!]?.name),
    }));
  });
}

function gradeReason(earned: number, cuts: readonly number[], wait: number, weakest: string | undefined): string {
  return [
    scoreRange(earned, cuts),
    ...(weakest === undefined ? [] : [`most points lost by ${weakest}`]),
    ...(wait > 0 ? [`graded D less than ${counted(wait, "review")} ago, so at most B`] : []),
  ].join("; ");
}

function scoreRange(grade: number, cuts: readonly number[]): string {
  if (grade === 0) return `score ${cuts[0]} or more`;
  return grade === cuts.length ? `score below ${cuts.at(-1)}` : `score from ${cuts[grade]} to below ${cuts[grade - 1]}`;
}

function scoreRules(
  cuts: readonly number[],
  { previous, reviewsSinceD, wait, ...payments }: GradeHistory,
): ClassRule[] {
  const waits = (previous !== null || reviewsSinceD !== null) && wait > 0;
  const notes = [
    waits ? `, and ${counted(wait, "review")} since the last D` : "",
    waits ? ", or A too soon after D" : "",
    "",
    "",
  ];
  const rules = grades.map((grade, i) => ({ class: grade, rule: `${scoreRange(i, cuts)}${notes[i]}` }));
  if (payments.missedPayments === null) return rules;
  return [...rules, { class: "ended", rule: `${payments.missedName} ${payments.endAt} or more, whatever the score` }];
}

function gradeCuts(caller: string, given: readonly [number, number, number] | undefined): readonly number[] {
  const cuts: readonly unknown[] = given === undefined ? [80, 60, 40] : Array.isArray(given) ? given : [];
  const descending = cuts.every((cut, i) => {
    const inside = typeof cut === "number" && cut >= 0 && cut <= 100;
    return inside && (i === 0 || cut < (cuts[i - 1] as number));
  });
  if (cuts.length === 3 && descending) return cuts as readonly number[];
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: given },
    `option "cuts" must be three scores from 0 to 100, each below the one before, such as [80, 60, 40], got ` +
      (Array.isArray(given) ? `[${given.map(showValue).join(", ")}]` : showValue(given)),
  );
}

/** The column of the next reviews, where the day of this one is given. */
function reviewDates(caller: string, codes: Int32Array, options: GradeCustomersOptions) {
  const months = options.reviewMonths ?? {};
  knownOptions(caller, months, grades);
  const interval = grades.map((grade) =>
    numberOption(caller, `reviewMonths.${grade}`, months[grade] ?? defaultMonths[grade], { min: 1, integer: true }),
  );
  if (options.reviewed === undefined) return [];
  const day = localDay(caller, "reviewed", options.reviewed, timeZoneOption(caller, undefined));
  const today = new UTCDateMini(day * millisecondsPerDay);
  const next = interval.map((count) => addMonths(today, count).getTime());
  const moments = Float64Array.from(codes, (grade) => next[grade] ?? Number.NaN);
  return [["nextReview", dateColumnOf(moments)] as const];
}

function transitionTable(previous: Int32Array, codes: Int32Array, classes: readonly string[]): Table {
  const width = classes.length;
  const counts = new Float64Array((grades.length + 1) * width);
  for (let row = 0; row < codes.length; row++) {
    if (codes[row]! >= 0) counts[(previous[row]! < 0 ? grades.length : previous[row]!) * width + codes[row]!]!++;
  }
  const columns = classes.map((name, to): [string, Float64Array] => [
    name,
    Float64Array.from({ length: grades.length + 1 }, (_, from) => counts[from * width + to]!),
  ]);
  return createTable([["previous", [...grades, joinedName]], ...columns]);
}

import { knownOptions, numberOption, refuseRow, requireColumnName, showNames } from "../../errors/index.js";
import { numberColumn, type Table, textColumn } from "../../table/index.js";

/** The grades, best first. */
export const grades = ["A", "B", "C", "D"] as const;

/** A grade. */
export type Grade = (typeof grades)[number];

/** Rules that override what the score says. */
export interface GradeRules {
  /** The column of grades at the last review; missing for those who had none. */
  readonly previous?: string | undefined;
  /** The column of reviews since the customer was last graded D; missing for those who never were. */
  readonly reviewsSinceD?: string | undefined;
  /** A customer once graded D is at most B until so many reviews have passed [2]. */
  readonly wait?: number | undefined;
  /** The column of missed payments. */
  readonly missedPayments?: string | undefined;
  /** So many missed payments end the relationship [3]. */
  readonly endAt?: number | undefined;
}

/** What the rules need to know of each customer. */
export interface GradeHistory {
  /** The grade at the last review, −1 where there was none; null without the column. */
  readonly previous: Int32Array | null;
  /** Reviews since the last D, NaN where there was none. */
  readonly reviewsSinceD: Float64Array | null;
  readonly wait: number;
  /** NaN where missing. */
  readonly missedPayments: Float64Array | null;
  readonly missedName: string;
  readonly endAt: number;
}

/** Reads the columns of the rules. Errors: `invalid-option`, `unknown-column`, `not-a-number`, `out-of-range`. */
export function gradeHistory(caller: string, table: Table, rules: GradeRules): GradeHistory {
  knownOptions(caller, rules, ["previous", "reviewsSinceD", "wait", "missedPayments", "endAt"]);
  const counts = (option: "reviewsSinceD" | "missedPayments"): Float64Array | null => {
    const name = rules[option];
    if (name === undefined) return null;
    const values = numberColumn(caller, table, requireColumnName(caller, option, name), { missing: "keep" });
    const row = values.findIndex((count) => count < 0);
    if (row >= 0) refuseRow(caller, name, row, values[row], "cannot be negative");
    return values;
  };
  return {
    previous: rules.previous === undefined ? null : previousGrades(caller, table, rules.previous),
    reviewsSinceD: counts("reviewsSinceD"),
    wait: numberOption(caller, "rules.wait", rules.wait ?? 2, { min: 0, integer: true }),
    missedPayments: counts("missedPayments"),
    missedName: rules.missedPayments ?? "",
    endAt: numberOption(caller, "rules.endAt", rules.endAt ?? 3, { min: 1, integer: true }),
  };
}

function previousGrades(caller: string, table: Table, column: string): Int32Array {
  const { codes, labels } = textColumn(caller, table, requireColumnName(caller, "rules.previous", column));
  const known: readonly string[] = grades;
  const gradeOf = labels.map((label) => known.indexOf(label));
  const row = codes.findIndex((code) => code >= 0 && gradeOf[code]! < 0);
  if (row >= 0) refuseRow(caller, column, row, labels[codes[row]!], `is not a grade; grades are ${showNames(grades)}`);
  return codes.map((code) => (code < 0 ? -1 : gradeOf[code]!));
}

/** Whether a customer was graded D too recently to be graded A. */
export function mustWait({ previous, reviewsSinceD, wait }: GradeHistory, row: number): boolean {
  if (previous?.[row] === grades.length - 1) return wait > 0;
  return reviewsSinceD !== null && reviewsSinceD[row]! < wait;
}

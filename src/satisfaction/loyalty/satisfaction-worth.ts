import {
  ClienteleError,
  columnList,
  counted,
  knownOptions,
  levelOption,
  numberOption,
  oneOf,
} from "../../errors/index.js";
import { hcRegression, type Regression, type SlopeEstimate } from "../../numeric/index.js";
import {
  type AnswerCodes,
  answerCodeNames,
  createTable,
  numberColumn,
  requireRows,
  type SurveyWeights,
  surveyWeights,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import {
  columnNameOf,
  type ScoredColumn,
  scoredAnswers,
  scoredColumn,
  scoredWarnings,
} from "../surveys/scored-column.js";
import { zoneCuts, zoneNames, zoneOf } from "./loyalty-zones.js";

/** Options of {@link satisfactionWorth}. */
export interface SatisfactionWorthOptions extends AnswerCodes {
  /** The column of satisfaction, or `{ column, scale }`. */
  readonly satisfaction: ScoredColumn;
  /** What satisfaction is to be worth in: a column of money spent, or of staying (1, true) and leaving (0, false). */
  readonly outcome: string;
  /** Money per unit of the outcome [1: the outcome is money]; for retention the yearly margin of a customer, say. */
  readonly value?: number;
  /** How many customers the answers stand for [the respondents]. */
  readonly customers?: number;
  /** Columns of numbers held equal in the comparison: length of the relationship, size, income. */
  readonly controls?: readonly string[];
  /**
   * The satisfaction at which indifference and affection begin: the worth of a point is then also given for each zone.
   */
  readonly cuts?: readonly [number, number];
  readonly weights?: SurveyWeights;
  /** What becomes of missing answers: `"error"` [default] names the first, `"listwise"` leaves the respondent out. */
  readonly missing?: "error" | "listwise";
  /** Of the intervals [0.95]. */
  readonly confidence?: number;
}

/** Columns of {@link SatisfactionWorth.table}. */
export type SatisfactionWorthColumns = {
  /** "all", or the zone. */
  zone: string;
  respondents: number;
  /** Change of the outcome with one point of satisfaction, with its robust standard error and interval. */
  perPoint: number;
  standardError: number;
  lower: number;
  upper: number;
  /** Of no change at all, two-sided. */
  pValue: number;
  /** Money per customer and point. */
  worth: number;
  worthLower: number;
  worthUpper: number;
  /** Money of one point for all customers whom the row stands for. */
  total: number;
  totalLower: number;
  totalUpper: number;
};

/** What a point of satisfaction goes with in money. */
export interface SatisfactionWorth {
  readonly table: Table<SatisfactionWorthColumns>;
  readonly ledger: { readonly respondents: number; readonly used: number; readonly dropped: number };
  /** Answers that look like codes for "no answer", where no scale is declared. */
  readonly warnings: readonly string[];
}

/**
 * What is a point of satisfaction worth?
 *
 * The least-squares slope of an outcome (money spent, or staying) on satisfaction, with controls held equal and
 * heteroskedasticity-robust standard errors (White 1980, with the factor n / (n − k)), times the value of the outcome.
 * It says by how much customers differ who differ by a point; that raising satisfaction raises the outcome by as much
 * is for an experiment to show.
 *
 * Errors: `constant-column` (satisfaction does not vary), `collinear-columns` (a control repeats others),
 * `too-few-rows`, `unknown-column`, `missing-value`, `invalid-option`.
 *
 * @example
 * ```ts
 * const answers = { satisfied: [40, 55, 60, 75, 90, 95], stays: [0, 0, 1, 1, 1, 1] };
 * const options = { satisfaction: "satisfied", outcome: "stays", value: 300, customers: 20_000 };
 * satisfactionWorth(answers, options).table.toString();
 * ```
 */
export function satisfactionWorth(answers: TableInput, options: SatisfactionWorthOptions): SatisfactionWorth {
  const caller = "satisfactionWorth";
  knownOptions(caller, options, [
    "satisfaction",
    "outcome",
    "value",
    "customers",
    "controls",
    "cuts",
    "weights",
    "missing",
    "confidence",
    ...answerCodeNames,
  ]);
  const missing = oneOf(caller, "missing", options.missing, ["error", "listwise"], "error");
  const keep = missing === "error" ? "error" : "keep";
  const confidence = levelOption(caller, "confidence", options.confidence);
  const value = numberOption(caller, "value", options.value ?? 1);
  const cuts = options.cuts === undefined ? null : zoneCuts(caller, options.cuts);
  const table = scoredAnswers(caller, toTable(caller, answers), [options.satisfaction], options);
  requireRows(caller, table);
  const controls = columnList(caller, "controls", options.controls ?? [], 0);
  const satisfaction = scoredColumn(caller, table, options.satisfaction, keep);
  const outcome = numberColumn(caller, table, options.outcome, { missing: keep });
  const columns = [satisfaction, ...controls.map((name) => numberColumn(caller, table, name, { missing: keep }))];
  const weights = surveyWeights(caller, table, options.weights);
  const rows = rowsOf(table.numRows, (row) => {
    return weights[row]! > 0 && !Number.isNaN(outcome[row]!) && columns.every((values) => !Number.isNaN(values[row]!));
  });
  const customers = numberOption(caller, "customers", options.customers ?? rows.length, { min: 0 });
  const names = [columnNameOf(caller, options.satisfaction), ...controls];
  const all = { rows, columns, outcome, weights };
  const whole = { zone: "all", rows, slope: overallSlope(caller, names, all, confidence) };
  const zones = cuts === null ? [] : zoneSlopes(all, cuts, confidence);
  return {
    table: worthTable([whole, ...zones], weights, value, customers),
    ledger: { respondents: table.numRows, used: rows.length, dropped: table.numRows - rows.length },
    warnings: scoredWarnings([{ column: options.satisfaction, values: satisfaction }]),
  };
}

/** The slope of all respondents, or of those in one zone. */
interface ZoneSlope {
  readonly zone: string;
  readonly rows: readonly number[];
  readonly slope: SlopeEstimate;
}

/** Slopes as money; the first is that of all respondents, who stand for all customers. */
function worthTable(
  slopes: readonly ZoneSlope[],
  weights: Float64Array,
  value: number,
  customers: number,
): Table<SatisfactionWorthColumns> {
  const totalWeight = weightOf(slopes[0]!.rows, weights);
  const held = ({ rows }: ZoneSlope): number => (customers * weightOf(rows, weights)) / totalWeight;
  const bounds = ({ slope: { lower, upper } }: ZoneSlope): readonly [number, number] | null => {
    if (lower === null || upper === null) return null;
    return value >= 0 ? [lower * value, upper * value] : [upper * value, lower * value];
  };
  const column = (read: (one: ZoneSlope) => number | null): (number | null)[] => slopes.map(read);
  return createTable<SatisfactionWorthColumns>({
    zone: slopes.map(({ zone }) => zone),
    respondents: column(({ rows }) => rows.length),
    perPoint: column(({ slope }) => slope.slope),
    standardError: column(({ slope }) => slope.standardError),
    lower: column(({ slope }) => slope.lower),
    upper: column(({ slope }) => slope.upper),
    pValue: column(({ slope }) => slope.pValue),
    worth: column(({ slope }) => times(slope.slope, value)),
    worthLower: column((one) => bounds(one)?.[0] ?? null),
    worthUpper: column((one) => bounds(one)?.[1] ?? null),
    total: column((one) => times(one.slope.slope, value * held(one))),
    totalLower: column((one) => times(bounds(one)?.[0] ?? null, held(one))),
    totalUpper: column((one) => times(bounds(one)?.[1] ?? null, held(one))),
  });
}

function rowsOf(count: number, counts: (row: number) => boolean): readonly number[] {
  const rows: number[] = [];
  for (let row = 0; row < count; row++) if (counts(row)) rows.push(row);
  return rows;
}

function weightOf(rows: readonly number[], weights: Float64Array): number {
  return rows.reduce((sum, row) => sum + weights[row]!, 0);
}

function times(value: number | null, factor: number): number | null {
  return value === null ? null : value * factor;
}

/** The regressions within the zones. One that cannot be fitted has no slope. */
function zoneSlopes(
  all: Regression & { readonly rows: readonly number[] },
  cuts: readonly [number, number],
  confidence: number,
): ZoneSlope[] {
  return zoneNames.map((zone, code) => {
    const rows = all.rows.filter((row) => zoneOf(all.columns[0]![row]!, cuts) === code);
    return { zone, rows, slope: hcRegression({ ...all, rows }, confidence) };
  });
}

function overallSlope(
  caller: string,
  names: readonly string[],
  regression: Regression,
  confidence: number,
): SlopeEstimate {
  const { rows, columns } = regression;
  const needed = names.length + 2;
  if (rows.length < needed) {
    throw new ClienteleError(
      "too-few-rows",
      { function: caller, value: rows.length },
      `the comparison needs at least ${counted(needed, "respondent")} with all answers, got ${rows.length}`,
    );
  }
  const slope = hcRegression(regression, confidence);
  const repeated = slope.dependent[0];
  if (repeated === undefined) return slope;
  const values = columns[repeated]!;
  const constant = Array.from(rows).every((row) => values[row] === values[rows[0]!]);
  throw new ClienteleError(
    constant ? "constant-column" : "collinear-columns",
    { function: caller, column: names[repeated] },
    constant ? "is the same for everybody" : "is a linear combination of the columns before it",
  );
}

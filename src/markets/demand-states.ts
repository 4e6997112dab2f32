import { ClienteleError, knownOptions, numberOption, refuseRow, showValue } from "../errors/index.js";
import { mannKendall, mean, type SeasonalDecomposer, seasonalDecomposer, seasonalStrength } from "../numeric/index.js";
import {
  createTable,
  encodeText,
  numberColumn,
  type Present,
  requireRows,
  type Table,
  type TableInput,
  textColumnOf,
  toTable,
} from "../table/index.js";
import {
  type DemandEvidence,
  type DemandState,
  type DemandThresholds,
  demandState,
  demandStateNames,
  measureFor,
} from "./demand-state.js";
import { type ProductSeries, seriesByProduct, unevenWarnings } from "./product-series.js";

/** Options of {@link demandStates}. */
export interface DemandStatesOptions {
  /** The column of products. */
  readonly product: string;
  /** The column of periods: numbers, dates, or texts such as `2026-11`, `2026-Q4`, `2026-W47`. */
  readonly period: string;
  /** The column of demand: what customers asked for, at least 0. */
  readonly demand: string;
  /** What can be supplied in a period: a column, or a number for all. */
  readonly capacity?: string | number | undefined;
  /** What should be sold in a period: a column, or a number for all. */
  readonly plan?: string | number | undefined;
  /** The column with the share of the market that a survey found interested, 0..1; the last known counts. */
  readonly interest?: string | undefined;
  /** The column with the share of the market that a survey found avoiding the product, 0..1; the last known counts. */
  readonly avoid?: string | undefined;
  /** Periods after which demand repeats itself [by the periods: 12 months, 4 quarters, 52 weeks, 7 days; else 12]. */
  readonly season?: number | undefined;
  /** Where one state ends and another begins. */
  readonly thresholds?: Partial<DemandThresholds> | undefined;
}

/** The columns of {@link demandStates}: one row a product. */
export type DemandStateColumns = {
  product: Present<number | string | boolean>;
  periods: Present<number>;
  /**
   * Demand that is compared with plan and capacity: the last period's; of a seasonal product the last season's mean.
   */
  demand: number;
  capacity: number;
  plan: number;
  /** Sen's slope: the median change a period. */
  slope: number;
  /** Of the Mann-Kendall test for a trend, two-sided; missing below four periods. */
  trendPValue: number;
  /** 0..1, after Hyndman; missing below two seasons. */
  seasonalStrength: number;
  interest: number;
  avoid: number;
  state: DemandState;
  reason: string;
  /** What the field advises. */
  measure: string;
};

/** What a {@link demandStates} table says about itself. */
export interface DemandStatesAttributes {
  /** Products and demand by state. */
  summary(): Table<{ state: DemandState; products: number; productShare: number; demand: number; demandShare: number }>;
  readonly thresholds: DemandThresholds;
  readonly rules: readonly string[];
  readonly warnings: readonly string[];
}

/** A {@link demandStates} table. */
export type DemandStates = Table<DemandStateColumns, DemandStatesAttributes>;

const defaults: DemandThresholds = {
  full: 0.05,
  falling: 0.05,
  irregular: 0.64,
  negative: 0.5,
  none: 0.1,
  latent: 0.3,
};

const optionNames = ["product", "period", "demand", "capacity", "plan", "interest", "avoid", "season", "thresholds"];

/**
 * In which state is the demand for each product, and what does the field advise? One row a product, each in exactly one
 * state, the first that fits:
 *
 * - `overfull`: demand is above capacity;
 * - `negative`: at least half of the market avoids the product (`thresholds.negative` [0.5]);
 * - `falling`: the Mann-Kendall test finds a trend (p < `falling` [0.05]) and the slope is negative;
 * - `irregular`: the seasonal strength is at least `irregular` [0.64];
 * - `full`: demand is within ± `full` [0.05] of the plan;
 * - `none`: at most `none` [0.1] of the market is interested;
 * - `latent`: at least `latent` [0.3] is interested, and demand is below plan or there is no plan;
 * - `cannot say`: none of these; the reason says what is missing. Negative, none and latent need survey shares.
 *
 * @param series - one row a product and period, in any order
 * @returns a table with `state`, `reason` and `measure`, what they rest on, and `.summary()`, `.rules`, `.warnings`
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `not-finite`, `not-a-date`, `out-of-range`
 * (demand, plan or capacity below 0; shares outside 0..1), `duplicate-name` (two rows of a product and period),
 * `invalid-option`.
 *
 * Sources: Kotler (1973), The major tasks of marketing management, for the states and measures; Mann (1945), Kendall
 * (1975) and Sen (1968) for the trend; Wang, Smith and Hyndman (2006) for the seasonal strength.
 *
 * @example
 * ```ts
 * const states = demandStates(
 *   { product: ["tea", "tea", "tea"], month: ["2026-01", "2026-02", "2026-03"], sold: [98, 104, 101] },
 *   { product: "product", period: "month", demand: "sold", plan: 100 },
 * );
 * states.column("state").toArray(); // ["full"]
 * ```
 */
export function demandStates(series: TableInput, options: DemandStatesOptions): DemandStates {
  const caller = "demandStates";
  knownOptions(caller, options, optionNames);
  const thresholds = thresholdOptions(caller, options.thresholds);
  const table = toTable(caller, series);
  requireRows(caller, table);
  const byProduct = seriesByProduct(caller, table, options);
  const season =
    options.season === undefined
      ? (byProduct.periods.season ?? 12)
      : numberOption(caller, "season", options.season, { min: 2, integer: true });
  const columns = {
    demand: amounts(caller, table, "demand", options.demand)!,
    capacity: amounts(caller, table, "capacity", options.capacity),
    plan: amounts(caller, table, "plan", options.plan),
    interest: shares(caller, table, options.interest),
    avoid: shares(caller, table, options.avoid),
  };
  const strengthOf = strengthOfSeason(season);
  const evidence = byProduct.products.map((product) =>
    evidenceOf(product, columns, { season, strengthOf, irregular: thresholds.irregular }),
  );
  const judged = evidence.map((found) => demandState(found, thresholds));
  const state = Int32Array.from(judged, (found) => demandStateNames.indexOf(found.state));
  const number = (name: Exclude<keyof DemandEvidence, "deseasonalized">) =>
    Float64Array.from(evidence, (found) => found[name]);
  return createTable<DemandStateColumns, DemandStatesAttributes>(
    {
      product: byProduct.labels!,
      periods: number("periods"),
      demand: number("demand"),
      capacity: number("capacity"),
      plan: number("plan"),
      slope: number("slope"),
      trendPValue: number("trendPValue"),
      seasonalStrength: number("seasonalStrength"),
      interest: number("interest"),
      avoid: number("avoid"),
      state: textColumnOf("state", state, demandStateNames),
      reason: encodeText(
        "reason",
        judged.map(({ reason }) => reason),
      ),
      measure: encodeText(
        "measure",
        judged.map((found) => measureFor(found.state)),
      ),
    },
    {
      summary: () => stateSummary(state, number("demand")),
      thresholds,
      rules: Object.freeze(rulesOf(thresholds)),
      warnings: Object.freeze(unevenWarnings(byProduct)),
    },
  );
}

function thresholdOptions(caller: string, given: Partial<DemandThresholds> = {}): DemandThresholds {
  knownOptions(caller, given, Object.keys(defaults));
  const checked = { ...defaults };
  for (const name of Object.keys(defaults) as (keyof DemandThresholds)[]) {
    checked[name] = numberOption(caller, `thresholds.${name}`, given[name] ?? defaults[name], { min: 0, max: 1 });
  }
  if (checked.none < checked.latent) return Object.freeze(checked);
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: checked.none },
    `option "thresholds.none" must be below "thresholds.latent", got ${checked.none} and ${checked.latent}`,
  );
}

/** A column of amounts of at least 0, or a number for all rows; null where there is none. */
function amounts(
  caller: string,
  table: Table,
  option: "demand" | "capacity" | "plan",
  given: string | number | undefined,
): Float64Array | null {
  if (given === undefined && option !== "demand") return null;
  if (typeof given === "number" && option !== "demand") {
    return new Float64Array(table.numRows).fill(numberOption(caller, option, given, { min: 0 }));
  }
  if (typeof given !== "string") {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: given },
      `option "${option}" must be the name of a column${option === "demand" ? "" : " or a number"}, got ` +
        showValue(given),
    );
  }
  const values = numberColumn(caller, table, given, { missing: option === "demand" ? "error" : "keep" });
  values.forEach((value, row) => {
    if (value < 0) refuseRow(caller, given, row, value, `${option} must be at least 0, got ${value}`);
  });
  return values;
}

function shares(caller: string, table: Table, name: string | undefined): Float64Array | null {
  if (name === undefined) return null;
  const values = numberColumn(caller, table, name, { missing: "keep" });
  values.forEach((value, row) => {
    if (value < 0 || value > 1) refuseRow(caller, name, row, value, `a share must be from 0 to 1, got ${value}`);
  });
  return values;
}

interface DemandColumns {
  readonly demand: Float64Array;
  readonly capacity: Float64Array | null;
  readonly plan: Float64Array | null;
  readonly interest: Float64Array | null;
  readonly avoid: Float64Array | null;
}

interface SeasonMeasure {
  readonly season: number;
  readonly strengthOf: (demand: Float64Array) => number;
  readonly irregular: number;
}

/** The strength of a season; what depends on the length of a series alone is worked out once for each length. */
function strengthOfSeason(season: number): SeasonMeasure["strengthOf"] {
  const decomposers = new Map<number, SeasonalDecomposer>();
  return (demand) => {
    if (demand.length < 2 * season) return Number.NaN;
    const known = decomposers.get(demand.length) ?? seasonalDecomposer(demand.length, season);
    decomposers.set(demand.length, known);
    return seasonalStrength(demand, season, known);
  };
}

function evidenceOf(
  { rows }: ProductSeries,
  columns: DemandColumns,
  { season, strengthOf, irregular }: SeasonMeasure,
): DemandEvidence {
  const of = (values: Float64Array | null) => (values === null ? [] : Array.from(rows, (row) => values[row]!));
  const demand = Float64Array.from(of(columns.demand));
  const trend = mannKendall(demand);
  const strength = strengthOf(demand);
  const deseasonalized = strength >= irregular;
  // A seasonal peak is no lasting excess: the season as a whole is compared with plan and capacity.
  const recent = deseasonalized ? season : 1;
  const level = (values: readonly number[]): number => {
    const known = values.slice(-recent).filter((value) => !Number.isNaN(value));
    return known.length === 0 ? Number.NaN : mean(known);
  };
  const lastKnown = (values: readonly number[]): number =>
    values.filter((value) => !Number.isNaN(value)).at(-1) ?? Number.NaN;
  return {
    periods: rows.length,
    demand: level([...demand]),
    capacity: level(of(columns.capacity)),
    plan: level(of(columns.plan)),
    slope: trend.slope,
    trendPValue: trend.pValue,
    seasonalStrength: strength,
    interest: lastKnown(of(columns.interest)),
    avoid: lastKnown(of(columns.avoid)),
    deseasonalized,
  };
}

function rulesOf(thresholds: DemandThresholds): string[] {
  return [
    "overfull: demand above capacity",
    `negative: at least ${thresholds.negative} of the market avoids it`,
    `falling: Mann-Kendall p below ${thresholds.falling} and a negative slope`,
    `irregular: seasonal strength of at least ${thresholds.irregular}`,
    `full: within ± ${thresholds.full} of the plan, the limits included`,
    `none: at most ${thresholds.none} of the market is interested`,
    `latent: at least ${thresholds.latent} of the market is interested, and demand is below plan`,
    "cannot say: none of these",
  ];
}

function stateSummary(state: Int32Array, demand: Float64Array) {
  const products = new Float64Array(demandStateNames.length);
  const sums = new Float64Array(demandStateNames.length);
  state.forEach((code, i) => {
    products[code]!++;
    sums[code]! += demand[i]!;
  });
  const total = sums.reduce((all, value) => all + value, 0);
  return createTable<{
    state: DemandState;
    products: number;
    productShare: number;
    demand: number;
    demandShare: number;
  }>({
    state: demandStateNames,
    products,
    productShare: products.map((count) => count / state.length),
    demand: sums,
    demandShare: sums.map((value) => (total > 0 ? value / total : Number.NaN)),
  });
}

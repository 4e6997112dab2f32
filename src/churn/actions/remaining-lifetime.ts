import { counted, knownOptions, numberOption, oneOf, refuseRow, requireColumnName } from "../../errors/index.js";
import {
  type DiscountRate,
  type Horizon,
  horizonInUnits,
  type PeriodUnit,
  type ResolvedRate,
  resolveRate,
} from "../../finance/index.js";
import { type CoxModel, discounted, type Outlook, type SurvivalCurve } from "../../survival/index.js";
import {
  createTable,
  findColumn,
  numberColumn,
  type Present,
  requireRows,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";
import { type CustomerCurves, customerCurves } from "./customer-curves.js";

/** Options of {@link remainingLifetime}. */
export interface RemainingLifetimeOptions {
  /** The column with how long each customer has been here, in the unit of the durations. */
  readonly age: string;
  /** How far to look ahead, in the same unit, or in `{ months }` where `unit` says what that is. */
  readonly horizon: Horizon;
  /**
   * A column with what the customer earns per unit of time (a margin), or one number for all. Adds `expectedValue` and
   * `lostValue`.
   */
  readonly value?: string | number;
  /** Discounts the value [no discounting]. */
  readonly discountRate?: DiscountRate;
  /** The unit of time; needed with an annual rate and with a horizon in months. */
  readonly unit?: PeriodUnit;
  /** A column with the id, carried along. */
  readonly customer?: string;
  /** A column with the group, for a curve with groups. */
  readonly group?: string;
  /**
   * What to suppose after the longest duration seen: `"unknown"` [default] nothing; `"constantHazard"` that customers
   * go on leaving as fast as in the last stretch of that length.
   */
  readonly beyond?: "unknown" | "constantHazard";
}

/** The columns of {@link remainingLifetime}; `customer` and the two values only where they were asked for. */
export type RemainingLifetimeColumns = {
  customer: Present<number | string | boolean>;
  age: number;
  /** The probability of leaving within the horizon, given that the customer is still here. */
  risk: number;
  /** Mean time that the customer will still be here, up to the horizon. */
  expectedRemaining: number;
  /** The time by which half of such customers will have left; missing where that cannot be seen. */
  medianRemaining: number;
  /** What the customer will earn within the horizon, discounted. */
  expectedValue: number;
  /**
   * What is to be lost within the horizon because the customer may leave, discounted: the value if staying were
   * certain, less `expectedValue`.
   */
  lostValue: number;
};

/** What {@link remainingLifetime} says about itself. */
export interface RemainingLifetimeAttributes {
  readonly horizon: number;
  readonly discountRate: ResolvedRate | null;
  /** The longest duration that was seen in the data. */
  readonly followUp: number;
  /** Customers without an answer, because their horizon ends after the follow-up. */
  readonly unknown: number;
  /** Why they have none; null when all have one. */
  readonly reason: string | null;
}

/**
 * How long will the customers we have stay, and what is lost with those who go? Conditions a survival curve or a Cox
 * model on the age each customer has reached: with S the survival, risk = 1 − S(age + horizon) / S(age), and the mean
 * remaining lifetime is the area under S(age + u) / S(age) up to the horizon. With a `value` per unit of time the same
 * area, discounted, is money.
 *
 * @param survival - of {@link kaplanMeier} or {@link fitCox}
 * @param customers - one row per customer still here, with a column for the age; for a Cox model also its columns
 * @param options - `age`, `horizon`; `value`, `discountRate` [none], `unit`, `customer`, `group`, `beyond` `"unknown"`
 * | `"constantHazard"` [`"unknown"`]
 * @returns a row per customer in the order given; missing where the horizon ends beyond the longest duration seen
 * (counted in `unknown`)
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `not-finite`, `out-of-range` for a negative
 * age, `invalid-option`, `unusable-model`.
 *
 * @example
 * ```ts
 * const curve = kaplanMeier(durations, events);
 * const ahead = remainingLifetime(curve, table({ months: [3, 20], margin: [12, 30] }), {
 *   age: "months", value: "margin", horizon: 12, discountRate: { annual: 0.1 }, unit: "month",
 * });
 * ahead.column("lostValue");
 * ```
 */
export function remainingLifetime(
  survival: SurvivalCurve | CoxModel,
  customers: TableInput,
  options: RemainingLifetimeOptions,
): Table<RemainingLifetimeColumns, RemainingLifetimeAttributes> {
  const caller = "remainingLifetime";
  knownOptions(caller, options, ["age", "horizon", "value", "discountRate", "unit", "customer", "group", "beyond"]);
  const input = toTable(caller, customers);
  requireRows(caller, input);
  const horizon = numberOption(caller, "horizon", horizonInUnits(caller, "horizon", options.horizon, options.unit), {
    min: 0,
  });
  const beyond = oneOf(caller, "beyond", options.beyond, ["unknown", "constantHazard"], "unknown");
  const rate = options.discountRate === undefined ? null : resolveRate(caller, options.discountRate, options.unit);
  const ages = readAges(caller, input, options.age);
  const values = readValues(caller, input, options.value);
  const outlook = { horizon, force: rate?.continuousPerUnit ?? 0, extend: beyond === "constantHazard" };
  const curves = customerCurves(caller, survival, input, options.group, outlook);
  const { expectedValue, lostValue, unknown, ...times } = lookAhead(ages, values, curves, outlook);
  return createTable<RemainingLifetimeColumns, RemainingLifetimeAttributes>(
    [
      ...(options.customer === undefined ? [] : [["customer", findColumn(caller, input, options.customer)] as const]),
      ["age", ages],
      ...Object.entries(times),
      ...(values === null ? [] : Object.entries({ expectedValue, lostValue })),
    ],
    {
      horizon,
      discountRate: rate,
      followUp: curves.followUp,
      unknown,
      reason:
        unknown === 0
          ? null
          : `for ${unknown} of ${counted(input.numRows, "customer")} the horizon ends after the longest duration ` +
            `seen (${curves.followUp}); beyond: "constantHazard" would suppose that they go on leaving as before`,
    },
  );
}

function readAges(caller: string, input: Table, column: string): Float64Array {
  const ages = numberColumn(caller, input, requireColumnName(caller, "age", column));
  for (let row = 0; row < ages.length; row++) {
    if (ages[row]! < 0) refuseRow(caller, column, row, ages[row], `an age must be at least 0, got ${ages[row]}`);
  }
  return ages;
}

function readValues(caller: string, input: Table, value: string | number | undefined): Float64Array | null {
  if (value === undefined) return null;
  if (typeof value === "string") return numberColumn(caller, input, value);
  return new Float64Array(input.numRows).fill(numberOption(caller, "value", value));
}

/** The columns of the result, NaN where the horizon ends beyond what is known, and how many rows that are. */
function lookAhead(
  ages: Float64Array,
  values: Float64Array | null,
  curves: CustomerCurves,
  { horizon, force }: Outlook,
) {
  const rows = ages.length;
  const filled = () => new Float64Array(rows).fill(Number.NaN);
  const columns = {
    risk: filled(),
    expectedRemaining: filled(),
    medianRemaining: filled(),
    expectedValue: filled(),
    lostValue: filled(),
  };
  const certain = discounted(horizon, force);
  let unknown = 0;
  for (let at = 0; at < rows; at++) {
    const row = curves.order === null ? at : curves.order[at]!;
    const ahead = curves.of(row).ahead(ages[row]!, curves.factor(row), curves.shared(row));
    if (ahead === null) {
      unknown++;
      continue;
    }
    columns.risk[row] = 1 - ahead.survival;
    columns.expectedRemaining[row] = ahead.area;
    columns.medianRemaining[row] = ahead.median;
    if (values === null) continue;
    columns.expectedValue[row] = values[row]! * ahead.discountedArea;
    columns.lostValue[row] = values[row]! * (certain - ahead.discountedArea);
  }
  return { ...columns, unknown };
}

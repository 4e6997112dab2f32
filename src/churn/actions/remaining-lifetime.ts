import {
  ClienteleError,
  knownOptions,
  numberOption,
  oneOf,
  requireColumnName,
  requireKind,
  showValue,
} from "../../errors/index.js";
import { type DiscountRate, type PeriodUnit, type ResolvedRate, resolveRate } from "../../finance/index.js";
import { sortedOrder } from "../../numeric/index.js";
import {
  ConditionalSurvival,
  type CoxModel,
  discounted,
  logRisk,
  refuseRow,
  type SurvivalCurve,
} from "../../survival/index.js";
import {
  createTable,
  findColumn,
  numberColumn,
  requireRows,
  type Table,
  type TableInput,
  toTable,
} from "../../table/index.js";

/** Options of {@link remainingLifetime}. */
export interface RemainingLifetimeOptions {
  /** The column with how long each customer has been here, in the unit of the durations. */
  readonly age: string;
  /** How far to look ahead, in the same unit. */
  readonly horizon: number;
  /**
   * A column with what the customer earns per unit of time (a margin), or one number for all. Adds `expectedValue` and
   * `lostValue`.
   */
  readonly value?: string | number;
  /** Discounts the value [no discounting]. */
  readonly discountRate?: DiscountRate;
  /** The unit of time; needed with an annual rate. */
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
  customer: number | string | boolean;
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
  const horizon = numberOption(caller, "horizon", options.horizon, { min: 0 });
  const beyond = oneOf(caller, "beyond", options.beyond, ["unknown", "constantHazard"], "unknown");
  const rate = options.discountRate === undefined ? null : resolveRate(caller, options.discountRate, options.unit);
  const ages = numberColumn(caller, input, requireColumnName(caller, "age", options.age));
  for (let row = 0; row < ages.length; row++) {
    if (ages[row]! < 0) refuseRow(caller, options.age, row, ages[row], `an age must be at least 0, got ${ages[row]}`);
  }
  const values = readValues(caller, input, options.value);
  const force = rate?.continuousPerUnit ?? 0;
  const curves = curvesFor(caller, survival, input, options, horizon, force, beyond === "constantHazard");

  const rows = input.numRows;
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
  const { expectedValue, lostValue, ...times } = columns;
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
          : `for ${unknown} of ${rows} customers the horizon ends after the longest duration seen ` +
            `(${curves.followUp}); beyond: "constantHazard" would suppose that they go on leaving as before`,
    },
  );
}

function readValues(caller: string, input: Table, value: string | number | undefined): Float64Array | null {
  if (value === undefined) return null;
  if (typeof value === "string") return numberColumn(caller, input, value);
  return new Float64Array(input.numRows).fill(numberOption(caller, "value", value));
}

interface Curves {
  readonly of: (row: number) => ConditionalSurvival;
  /** The factor on the hazard. */
  readonly factor: (row: number) => number;
  /** Whether enough customers have the same factor to prepare for them together. */
  readonly shared: (row: number) => boolean;
  /** The order in which customers with the same factor come together; null where all have the same. */
  readonly order: Int32Array | null;
  readonly followUp: number;
}

/** From so many customers with the same factor on it pays to prepare the tails of their curve. */
const sharing = 8;

function curvesFor(
  caller: string,
  survival: SurvivalCurve | CoxModel,
  input: Table,
  options: RemainingLifetimeOptions,
  horizon: number,
  force: number,
  extend: boolean,
): Curves {
  if (!isCurve(survival)) {
    if (typeof survival !== "object" || survival === null) {
      throw new ClienteleError(
        "unusable-model",
        { function: caller, value: survival },
        `needs a curve of kaplanMeier or a model of fitCox, got ${showValue(survival)}`,
      );
    }
    requireKind<CoxModel>(caller, survival, ["cox"]);
    const { time, cumulativeHazard } = survival.baseline;
    const risk = logRisk(caller, survival, input);
    const curve = new ConditionalSurvival(
      Float64Array.from(time),
      Float64Array.from(cumulativeHazard),
      survival.followUp,
      { horizon, force, extend },
    );
    const order = sortedOrder(risk);
    return {
      of: () => curve,
      factor: (row) => Math.exp(risk[row]!),
      shared: sharedBy(risk, order),
      order,
      followUp: survival.followUp,
    };
  }
  if (options.group !== undefined) return groupCurves(caller, survival, input, options.group, horizon, force, extend);
  if (survival.groups.length > 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller },
      `the curve has groups: option "group" must name the column that tells them`,
    );
  }
  const curve = conditional(survival, horizon, force, extend);
  return { of: () => curve, factor: () => 1, shared: () => true, order: null, followUp: curve.followUp };
}

/** Whether the value of a row is that of at least `sharing` rows. */
function sharedBy(values: Float64Array, order: Int32Array): (row: number) => boolean {
  const shared = new Uint8Array(values.length);
  for (let from = 0, to = 0; from < order.length; from = to) {
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    if (to - from >= sharing) for (let i = from; i < to; i++) shared[order[i]!] = 1;
  }
  return (row) => shared[row] === 1;
}

function groupCurves(
  caller: string,
  survival: SurvivalCurve,
  input: Table,
  column: string,
  horizon: number,
  force: number,
  extend: boolean,
): Curves {
  const labels = findColumn(caller, input, column);
  const curves = new Map(
    survival.groups.map((label) => [label, conditional(survival.group(label), horizon, force, extend)]),
  );
  return {
    of: (row) => {
      const label = labels.at(row);
      const curve = label === null ? undefined : curves.get(label);
      return curve ?? refuseRow(caller, column, row, label, "the curve has no such group");
    },
    factor: () => 1,
    shared: () => true,
    order: null,
    followUp: [...curves.values()].reduce((most, curve) => Math.max(most, curve.followUp), 0),
  };
}

function isCurve(survival: SurvivalCurve | CoxModel): survival is SurvivalCurve {
  return typeof survival === "object" && survival !== null && "survivalAt" in survival;
}

/** −ln of a Kaplan-Meier curve as a cumulative hazard; infinite where everybody has left. */
function conditional(curve: SurvivalCurve, horizon: number, force: number, extend: boolean): ConditionalSurvival {
  const time = Float64Array.from(curve.table.column("time"), (value) => value!);
  const hazard = Float64Array.from(curve.table.column("survival"), (value) => -Math.log(value!));
  return new ConditionalSurvival(time, hazard, time.at(-1)!, { horizon, force, extend });
}

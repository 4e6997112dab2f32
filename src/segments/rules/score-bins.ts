import { ClienteleError, knownOptions, numberOption, showValue } from "../../errors/index.js";

/** How many scores each measure has: one number for all, or one for each. */
export type ScoreBins = number | { readonly recencyDays: number; readonly orders: number; readonly revenue: number };

/** How many scores there are along each axis of the grid. */
export interface AxisBins {
  readonly r: number;
  readonly f: number;
  readonly m: number;
}

/** How many scores a measure may have at most. */
export const mostBins = 100;

const measures = ["recencyDays", "orders", "revenue"] as const;

/** The option `bins`, checked. Errors: `invalid-option`. */
export function scoreBins(caller: string, bins: ScoreBins): AxisBins {
  const checked = (name: string, value: unknown) =>
    numberOption(caller, name, value, { min: 2, max: mostBins, integer: true });
  if (typeof bins !== "object" || bins === null) {
    const same = checked("bins", bins);
    return { r: same, f: same, m: same };
  }
  knownOptions(caller, bins, measures);
  const [r, f, m] = measures.map((measure) => {
    if (bins[measure] !== undefined) return checked(`bins.${measure}`, bins[measure]);
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: bins },
      `option "bins" needs a number for each of ${measures.join(", ")}; ${showValue(measure)} is missing`,
    );
  });
  return { r: r!, f: f!, m: m! };
}

/** The option that says the same: one number where all are the same. */
export function plainBins({ r, f, m }: AxisBins): ScoreBins {
  return r === f && f === m ? r : { recencyDays: r, orders: f, revenue: m };
}

/** The scores between inner edges: one more than there are edges. */
export function binsBetween(edges: {
  readonly recencyDays: readonly number[];
  readonly orders: readonly number[];
  readonly revenue: readonly number[];
}): AxisBins {
  return { r: edges.recencyDays.length + 1, f: edges.orders.length + 1, m: edges.revenue.length + 1 };
}

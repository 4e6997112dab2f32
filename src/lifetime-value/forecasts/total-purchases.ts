import { knownOptions, levelOption } from "../../errors/index.js";
import type { Horizon } from "../../finance/index.js";
import { normalQuantile } from "../../numeric/index.js";
import { optionalCountColumn, type TableInput, toTable } from "../../table/index.js";
import { purchasesOf } from "../predictions/expected-purchases.js";
import { type PurchaseModel, purchaseDefinition } from "../purchases/purchase-model.js";
import { parameterSpread, reasonWithoutCovariance } from "./forecast-uncertainty.js";

/**
 * The expected purchases of all customers together, and how far the expectation may be off because the parameters are
 * estimates.
 */
export interface TotalPurchases {
  readonly expected: number;
  /** Null, with a reason, where the model has no covariance. */
  readonly standardError: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly level: number;
  readonly reason: string | null;
}

/**
 * How many purchases will all customers together make within the horizon, and how certain is that expectation? The
 * interval is a confidence interval by the delta method, from the covariance of the parameters. Totals that come to be
 * also scatter around their expectation: `forecastOrders` has both.
 *
 * @param model - a fitted model of purchases
 * @param customers - a table with `frequency`, `recency`, `age` (BG/BB: `opportunities`), optionally `count`, and the
 * covariates of the model
 * @param options - `horizon` in the model's unit, `level` [0.95]
 * @returns `expected`, `standardError`, `lower`, `upper`; the latter null with a `reason` for a model without
 * covariance
 * @throws ClienteleError as `expectedPurchases`
 *
 * @example
 * ```ts
 * const { expected, lower, upper } = totalPurchases(fitBgNbd(customers), customers, { horizon: 52 });
 * ```
 */
export function totalPurchases(
  model: PurchaseModel,
  customers: TableInput,
  options: { readonly horizon: Horizon; readonly level?: number },
): TotalPurchases {
  const caller = "totalPurchases";
  knownOptions(caller, options, ["horizon", "level"]);
  const level = levelOption(caller, "level", options.level);
  const { horizon } = options;
  const table = toTable(caller, customers);
  const totalUnder = (changed: PurchaseModel): Float64Array => {
    const expected = purchasesOf(caller, changed, table, { horizon });
    const count = optionalCountColumn(caller, table);
    let total = 0;
    for (let row = 0; row < expected.length; row++) total += (count?.[row] ?? 1) * expected[row]!;
    return Float64Array.of(total);
  };
  const expected = totalUnder(model)[0]!;
  const variance = parameterSpread(model, purchaseDefinition(caller, model), totalUnder)?.perPeriod[0];
  if (variance === undefined) {
    const reason = reasonWithoutCovariance(model);
    return { expected, standardError: null, lower: null, upper: null, level, reason };
  }
  const standardError = Math.sqrt(variance);
  const factor = Math.exp((normalQuantile(0.5 + level / 2) * standardError) / expected);
  const [lower, upper] = expected > 0 ? [expected / factor, expected * factor] : [0, 0];
  return { expected, standardError, lower, upper, level, reason: null };
}

import { ClienteleError, counted, numberOption } from "../../errors/index.js";
import { daysPerPeriod, type Horizon, horizonInUnits, periodUnit } from "../../finance/index.js";
import { findColumn, hasColumn, millisecondsPerDay, type Table } from "../../table/index.js";
import { endOf } from "../forecasts/forecast-periods.js";
import type { PredictionGroups } from "../predictions/prediction-groups.js";
import type { PurchaseModel } from "../purchases/purchase-model.js";

/** Models by name: those of a list are called by their kinds. */
export function namedModels(
  caller: string,
  models: PurchaseModel | readonly PurchaseModel[] | Readonly<Record<string, PurchaseModel>>,
): [string, PurchaseModel][] {
  const isRecord = typeof models === "object" && models !== null;
  const named: [string, PurchaseModel][] = [];
  if (Array.isArray(models)) {
    const seen = new Map<string, number>();
    for (const model of models as readonly PurchaseModel[]) {
      const kind = String(model?.kind);
      const times = (seen.get(kind) ?? 0) + 1;
      seen.set(kind, times);
      named.push([times === 1 ? kind : `${kind} (${times})`, model]);
    }
  } else if (isRecord && Object.hasOwn(models, "kind") && typeof (models as { kind?: unknown }).kind === "string") {
    named.push([(models as PurchaseModel).kind, models as PurchaseModel]);
  } else if (isRecord) {
    named.push(...Object.entries(models as Readonly<Record<string, PurchaseModel>>));
  }
  if (named.length > 0) return named;
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: models },
    "needs at least one model to validate",
  );
}

/** Refuses a holdout that is not about the customers of the calibration, row by row. */
export function requireSameCustomers(caller: string, calibration: Table, holdout: Table): void {
  if (calibration.numRows !== holdout.numRows) {
    throw new ClienteleError(
      "length-mismatch",
      { function: caller, column: "purchases" },
      `the holdout has ${counted(holdout.numRows, "row")} for ${counted(calibration.numRows, "customer")} of the ` +
        `calibration`,
    );
  }
  if (!hasColumn(calibration, "customer") || !hasColumn(holdout, "customer")) return;
  const before = findColumn(caller, calibration, "customer");
  const after = findColumn(caller, holdout, "customer");
  for (let row = 0; row < before.length; row++) {
    if (before.at(row) === after.at(row)) continue;
    throw new ClienteleError(
      "inconsistent-row",
      { function: caller, column: "customer", row: row + 1, value: after.at(row) },
      `is ${String(after.at(row))} in the holdout and ${String(before.at(row))} in the calibration; both must list ` +
        "the same customers in the same order",
    );
  }
}

/** The purchases of the holdout, none below 0. */
export function notNegative(caller: string, purchases: Float64Array): Float64Array {
  const row = purchases.findIndex((count) => count < 0 || count > Number.MAX_SAFE_INTEGER);
  if (row < 0) return purchases;
  throw new ClienteleError(
    "out-of-range",
    { function: caller, column: "purchases", row: row + 1, value: purchases[row] },
    `a number of purchases must be at least 0 and countable, got ${purchases[row]}`,
  );
}

/** Refuses rows that stand for several customers. */
export function refuseCounts(caller: string, { history }: PredictionGroups): void {
  const row = history.count?.findIndex((count) => count !== 1) ?? -1;
  if (row < 0) return;
  throw new ClienteleError(
    "unsupported-input",
    { function: caller, column: "count", row: row + 1, value: history.count![row] },
    "a holdout compares customer by customer, so rows cannot stand for several of them",
  );
}

/** The length of the holdout in units of time: as told, or from the ends of the two tables. */
export function horizonOf(
  caller: string,
  horizon: Horizon | undefined,
  calibration: Table,
  holdout: Table,
  unit: string | null,
): number {
  if (horizon !== undefined) {
    return numberOption(caller, "horizon", horizonInUnits(caller, "horizon", horizon, unit), {
      min: 0,
      exclusive: true,
    });
  }
  const from = endOf(calibration);
  const to = endOf(holdout);
  const period = periodUnit(caller, unit);
  if (from !== null && to !== null && period !== null && to > from) {
    return (to.getTime() - from.getTime()) / millisecondsPerDay / daysPerPeriod(period);
  }
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: horizon },
    'needs the length of the holdout as option "horizon", in the unit of time of the customers, since the split ' +
      "does not tell its dates",
  );
}

import { ClienteleError, knownOptions, numberOption, oneOf } from "../../errors/index.js";
import { daysPerPeriod, type PeriodUnit, periodUnits } from "../../finance/index.js";
import { createRandom } from "../../numeric/index.js";
import {
  createTable,
  type DateInput,
  dateColumnOf,
  millisecondsPerDay,
  type Present,
  parseDate,
  type Table,
} from "../../table/index.js";
import { readParameters } from "../fitting/model-parameters.js";
import { type PurchaseModel, purchaseDefinition } from "../purchases/purchase-model.js";
import { spendDrawer } from "../spend/draw-spend.js";
import type { SpendModel } from "../spend/expected-spend.js";
import { mostCustomers, mostPurchases, refuseMorePurchases } from "./simulate-customers.js";

/** Whose orders to simulate, and when. */
export interface SimulateOrdersOptions {
  readonly customers: number;
  /** The date from which first orders come, evenly spread up to `firstOrdersUntil`. */
  readonly start: DateInput;
  /** No order comes after this date. */
  readonly end: DateInput;
  /** The date up to which first orders come [end]. */
  readonly firstOrdersUntil?: DateInput;
  /** Same seed, same orders [0]. */
  readonly seed?: number;
  /** A model of spend: adds `amount`. */
  readonly spend?: SpendModel;
  /** The unit of the model's time, when the model does not carry it. */
  readonly unit?: PeriodUnit;
}

/** The columns of simulated orders; `amount` only with a model of spend. */
export type SimulatedOrderColumns = { customer: Present<number>; date: Present<Date>; amount: number };

/**
 * An order file as a model says it comes, to try an analysis on before there are data: every customer's first order and
 * repeat orders, to the millisecond.
 *
 * @param model - a fitted model of purchases in continuous time, or its `kind` and `parameters`
 * @param options - `customers`, `start`, `end`, `firstOrdersUntil` [end], `seed` [0], `spend` for amounts, `unit` when
 * the model has none
 * @returns a table with `customer` (1, 2, …), `date` and, with `spend`, `amount`; by customer, then date
 * @throws ClienteleError `unusable-model` (also for BG/BB, which knows no dates, and models with covariates),
 * `invalid-option`, `not-a-date`
 *
 * @example
 * ```ts
 * const model = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, unit: "week" } as const;
 * const orders = simulateOrders(model, { customers: 500, start: "2025-01-01", end: "2025-12-31", seed: 1 });
 * const customers = summarizeCustomers(orders, { customer: "customer", date: "date", unit: "week" });
 * ```
 */
export function simulateOrders(model: PurchaseModel, options: SimulateOrdersOptions): Table<SimulatedOrderColumns> {
  const caller = "simulateOrders";
  knownOptions(caller, options, ["customers", "start", "end", "firstOrdersUntil", "seed", "spend", "unit"]);
  const definition = purchaseDefinition(caller, model);
  const values = readParameters(caller, model, definition);
  requireDates(caller, model, definition.discrete);
  const customers = numberOption(caller, "customers", options.customers, { min: 1, max: mostCustomers, integer: true });
  const start = parseDate(caller, "start", options.start);
  const end = parseDate(caller, "end", options.end);
  const until =
    options.firstOrdersUntil === undefined ? end : parseDate(caller, "firstOrdersUntil", options.firstOrdersUntil);
  if (!(start <= until && until <= end)) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: options.end },
      `option "end" must not lie before "start", and "firstOrdersUntil" must lie between the two`,
    );
  }
  const unit = unitMilliseconds(caller, model, options.unit);
  const random = createRandom(numberOption(caller, "seed", options.seed ?? 0));
  const draw = definition.newCustomers(values);
  const drawSpend = options.spend === undefined ? null : spendDrawer(caller, options.spend);
  const ids: number[] = [];
  const dates: number[] = [];
  const amounts: number[] = [];
  for (let id = 1; id <= customers; id++) {
    const first = start + random.uniform() * (until - start);
    const amount = drawSpend?.(random);
    let purchases = 0;
    const order = (time: number): void => {
      if (++purchases > mostPurchases) refuseMorePurchases(caller);
      ids.push(id);
      dates.push(Math.min(Math.round(first + time * unit), end));
      if (amount !== undefined) amounts.push(amount());
    };
    order(0);
    draw(random, (end - first) / unit, order);
  }
  const columns: [string, ReturnType<typeof dateColumnOf> | Float64Array][] = [
    ["customer", Float64Array.from(ids)],
    ["date", dateColumnOf(Float64Array.from(dates))],
  ];
  if (drawSpend !== null) columns.push(["amount", Float64Array.from(amounts)]);
  return createTable<SimulatedOrderColumns>(columns);
}

function requireDates(caller: string, model: PurchaseModel, discrete: boolean): void {
  const covariates = (model.covariates ?? []).length > 0;
  if (!discrete && !covariates) return;
  throw new ClienteleError(
    "unusable-model",
    { function: caller, value: model.kind },
    covariates
      ? "a model with covariates says how customers purchase only together with their covariates; use simulateCustomers"
      : `a ${model.kind} model counts opportunities and knows no dates; use simulateCustomers`,
  );
}

function unitMilliseconds(caller: string, model: PurchaseModel, option: PeriodUnit | undefined): number {
  const unit = option ?? model.unit;
  if (unit === undefined || unit === null) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: unit },
      `the model does not know its unit of time: give option "unit", one of ${periodUnits.join(", ")}`,
    );
  }
  return daysPerPeriod(oneOf<string>(caller, "unit", unit, periodUnits, unit) as PeriodUnit) * millisecondsPerDay;
}

import { ClienteleError, knownOptions, numberOption, requireSameLength, showValue } from "../../errors/index.js";
import { createRandom, type Random } from "../../numeric/index.js";
import {
  createTable,
  type Present,
  type Table,
  type TableInput,
  toTable,
  type Vector,
  vectorOf,
} from "../../table/index.js";
import { parametersByRow } from "../fitting/covariate-effects.js";
import { readParameters } from "../fitting/model-parameters.js";
import type { PurchasePath } from "../fitting/purchase-path.js";
import { type PurchaseModel, purchaseDefinition } from "../purchases/purchase-model.js";
import { type DrawSpend, spendDrawer } from "../spend/draw-spend.js";
import type { SpendModel } from "../spend/expected-spend.js";

/** As many as fit into the memory of an ordinary computer. */
export const mostCustomers = 10_000_000;

/** How many customers to simulate, and for how long they are observed. */
export interface SimulateCustomersOptions {
  /** Up to ten million. */
  readonly customers: number;
  /**
   * The time from each customer's first purchase to the end of observation, in the model's unit (BG/BB: opportunities);
   * one for all or one for each.
   */
  readonly age: number | Vector;
  /** Same seed, same customers [0]. */
  readonly seed?: number;
  /** A model of spend: adds `monetary` and `revenue`. */
  readonly spend?: SpendModel;
  /** The covariates of the model, a row for each customer; kept in the result. */
  readonly covariates?: TableInput;
}

/** The columns of simulated customers. BG/BB has `opportunities` for `age`, and no `logIntervals`. */
export type SimulatedColumns = {
  customer: Present<number>;
  orders: number;
  frequency: Present<number>;
  recency: number;
  age: number;
  opportunities: number;
  logIntervals: number;
  monetary: number;
  revenue: number;
};

/** Simulated customers, in the model's unit of time. */
export type SimulatedCustomers = Table<SimulatedColumns, { readonly unit: string | null }>;

/**
 * Customers as a model says they come: for planning, for teaching, and for testing whether a fit finds what is true.
 * Unbiased: purchases happen in continuous time.
 *
 * @param model - a fitted model of purchases, or its `kind` and `parameters`
 * @param options - `customers` and `age` (in the model's unit), `seed` [0], `spend` for amounts, `covariates` when the
 * model has any
 * @returns a table ready for the fits: `customer` (1, 2, …), `orders`, `frequency`, `recency`, `age`, `logIntervals`,
 * with `spend` also `monetary` (missing without repeat purchases) and `revenue`; for BG/BB `customer`, `frequency`,
 * `recency`, `opportunities`
 * @throws ClienteleError `unusable-model`, `invalid-option`, `length-mismatch`
 *
 * @example
 * ```ts
 * const model = { kind: "bg-nbd", parameters: { r: 0.243, alpha: 4.414, a: 0.793, b: 2.426 }, unit: "week" } as const;
 * const customers = simulateCustomers(model, { customers: 1000, age: 39, seed: 7 });
 * fitBgNbd(customers).parameters; // close to the model's
 * ```
 */
export function simulateCustomers(model: PurchaseModel, options: SimulateCustomersOptions): SimulatedCustomers {
  const caller = "simulateCustomers";
  knownOptions(caller, options, ["customers", "age", "seed", "spend", "covariates"]);
  const definition = purchaseDefinition(caller, model);
  const values = readParameters(caller, model, definition);
  const { discrete } = definition;
  const customers = numberOption(caller, "customers", options.customers, { min: 1, max: mostCustomers, integer: true });
  const age = agesOption(caller, options.age, customers, discrete);
  const random = createRandom(numberOption(caller, "seed", options.seed ?? 0));
  const covariates = covariateTable(caller, model, options.covariates, customers);
  const names = definition.parameterNames;
  const { patterns, patternOf } = parametersByRow(caller, covariates, values, names, model.covariates);
  const paths = patterns.map((pattern) => definition.newCustomers(pattern));
  const pathOf = (customer: number): PurchasePath => paths[patternOf === null ? 0 : patternOf[customer]!]!;
  const drawSpend = options.spend === undefined ? null : spendDrawer(caller, options.spend);
  const drawn = drawCustomers(random, age, pathOf, drawSpend);
  const money: [string, Float64Array][] = [
    ["monetary", drawn.monetary],
    ["revenue", drawn.revenue],
  ];
  const time: [string, Float64Array][] = discrete
    ? [["opportunities", age]]
    : [
        ["age", age],
        ["logIntervals", drawn.logIntervals],
      ];
  const columns: [string, Float64Array][] = [
    ["customer", Float64Array.from({ length: customers }, (_, i) => i + 1)],
    ...(discrete ? [] : [["orders", drawn.frequency.map((x) => x + 1)] as [string, Float64Array]]),
    ["frequency", drawn.frequency],
    ["recency", drawn.recency],
    ...time,
    ...(drawSpend === null ? [] : money),
    ...covariateColumns(model, covariates),
  ];
  return createTable<SimulatedColumns, { readonly unit: string | null }>(columns, { unit: model.unit ?? null });
}

/** No customer is followed beyond so many purchases. */
export const mostPurchases = 1_000_000;

/** Refuses a model under which a customer purchases without end. Errors: `out-of-range`. */
export function refuseMorePurchases(caller: string): never {
  throw new ClienteleError(
    "out-of-range",
    { function: caller, value: mostPurchases },
    `a customer would purchase more than ${mostPurchases} times; the purchase rate of the model is too high for this ` +
      "length of time",
  );
}

/** Observes each customer from the first purchase on for as long as `age` says. */
function drawCustomers(
  random: Random,
  age: Float64Array,
  pathOf: (customer: number) => PurchasePath,
  drawSpend: DrawSpend | null,
) {
  const customers = age.length;
  const frequency = new Float64Array(customers);
  const recency = new Float64Array(customers);
  const logIntervals = new Float64Array(customers);
  const monetary = new Float64Array(customers);
  const revenue = new Float64Array(customers);
  for (let i = 0; i < customers; i++) {
    let last = 0;
    let purchases = 0;
    let logs = 0;
    pathOf(i)(random, age[i]!, (time) => {
      logs += Math.log(time - last);
      last = time;
      purchases++;
      if (purchases > mostPurchases) refuseMorePurchases("simulateCustomers");
    });
    frequency[i] = purchases;
    recency[i] = last;
    logIntervals[i] = logs;
    if (drawSpend === null) continue;
    const amount = drawSpend(random);
    let repeat = 0;
    revenue[i] = amount();
    for (let j = 0; j < purchases; j++) repeat += amount();
    revenue[i]! += repeat;
    monetary[i] = purchases === 0 ? Number.NaN : repeat / purchases;
  }
  return { frequency, recency, logIntervals, monetary, revenue };
}

function covariateColumns(model: PurchaseModel, covariates: Table): [string, Float64Array][] {
  const names = new Set((model.covariates ?? []).map((effect) => effect.column));
  return [...names].map((name) => [name, Float64Array.from(covariates.column(name).toArray() as number[])]);
}

function agesOption(caller: string, age: number | Vector, customers: number, discrete: boolean): Float64Array {
  if (typeof age === "number") {
    return new Float64Array(customers).fill(numberOption(caller, "age", age, { min: 0, integer: discrete }));
  }
  const ages = Float64Array.from(vectorOf(caller, "age", age));
  requireSameLength(caller, "age", ages.length, customers, "customers");
  for (const value of ages) numberOption(caller, "age", value, { min: 0, integer: discrete });
  return ages;
}

function covariateTable(
  caller: string,
  model: PurchaseModel,
  covariates: TableInput | undefined,
  customers: number,
): Table {
  const effects = model.covariates ?? [];
  if (effects.length === 0) return createTable([]);
  if (covariates === undefined) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, column: effects[0]!.column },
      `the model has the covariate ${showValue(effects[0]!.column)}: give a table with its values in option ` +
        '"covariates"',
    );
  }
  const table = toTable(caller, covariates);
  requireSameLength(caller, "covariates", table.numRows, customers, "customers");
  return table;
}

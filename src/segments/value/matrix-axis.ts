import { ClienteleError, knownOptions, requireColumnName, showValue } from "../../errors/index.js";
import { ranks } from "../../numeric/index.js";
import type { Table } from "../../table/index.js";
import { type ClassMeasure, classMeasure } from "../classification/class-measure.js";
import { readWallet } from "./wallet.js";

/** Loyalty from products held, tenure and activity: the mean of the customer's percentiles in them. */
export interface LoyaltyAxis {
  readonly products: string;
  readonly tenure: string;
  readonly activity: string;
}

/** Contribution = Σ balance · spread + fees − risk cost − service cost; columns, or a spread that all share. */
export interface ContributionAxis {
  readonly balances: readonly { readonly balance: string; readonly spread: string | number }[];
  readonly fees?: string | undefined;
  readonly riskCost?: string | undefined;
  readonly serviceCost?: string | undefined;
}

/** What of the wallet is not ours: total − ours. */
export interface HeadroomAxis {
  readonly ours: string;
  readonly total: string;
}

/** An axis: a column, or what it is made of. */
export type MatrixAxis =
  | string
  | { readonly loyalty: LoyaltyAxis }
  | { readonly contribution: ContributionAxis }
  | { readonly headroom: HeadroomAxis };

/** An axis read: its values, and the columns they were made from. */
export interface AxisMeasure {
  readonly measure: ClassMeasure;
  readonly inputs: readonly ClassMeasure[];
  /** How the values were made, or null for a column as it is. */
  readonly formula: string | null;
}

/** Reads an axis. Errors: `invalid-option`, `unknown-column`, `not-a-number`, `not-finite`. */
export function matrixAxis(caller: string, table: Table, option: "x" | "y", axis: MatrixAxis): AxisMeasure {
  if (typeof axis === "string") return { measure: classMeasure(caller, table, axis), inputs: [], formula: null };
  if (typeof axis === "object" && axis !== null && Object.keys(axis).length === 1) {
    if ("loyalty" in axis) return loyalty(caller, table, axis.loyalty);
    if ("contribution" in axis) return contribution(caller, table, axis.contribution);
    if ("headroom" in axis) return headroom(caller, table, axis.headroom);
  }
  throw new ClienteleError(
    "invalid-option",
    { function: caller, value: axis },
    `option "${option}" must be a column, or one of { loyalty }, { contribution }, { headroom }, got ` +
      showValue(axis),
  );
}

function loyalty(caller: string, table: Table, axis: LoyaltyAxis): AxisMeasure {
  knownOptions(caller, axis, ["products", "tenure", "activity"]);
  const inputs = (["products", "tenure", "activity"] as const).map((term) =>
    classMeasure(caller, table, requireColumnName(caller, term, axis[term]), false),
  );
  const percentiles = inputs.map(({ values }) => percentileOf(values));
  const values = new Float64Array(table.numRows);
  for (let row = 0; row < values.length; row++) {
    values[row] = (percentiles[0]![row]! + percentiles[1]![row]! + percentiles[2]![row]!) / 3;
  }
  return {
    measure: { name: "loyalty", values, additive: false },
    inputs,
    formula: `loyalty is the mean of the percentiles (0 to 1) in ${inputs.map(({ name }) => name).join(", ")}`,
  };
}

/** The share of customers below, half of the equals included: (mean rank − ½) / n. */
function percentileOf(values: Float64Array): Float64Array {
  const counted = percentilesByCounting(values);
  if (counted !== null) return counted;
  const rank = ranks(values, "average");
  let known = 0;
  for (let row = 0; row < rank.length; row++) if (!Number.isNaN(rank[row]!)) known++;
  return rank.map((position) => (position - 0.5) / known);
}

/** Up to which range whole numbers are counted instead of sorted. */
const mostCounted = 65_536;

/** The percentiles of whole numbers in a small range, such as products or years; null where values are others. */
function percentilesByCounting(values: Float64Array): Float64Array | null {
  let least = Number.POSITIVE_INFINITY;
  let largest = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!;
    if (Number.isNaN(value)) continue;
    if (Math.floor(value) !== value) return null;
    if (value < least) least = value;
    if (value > largest) largest = value;
  }
  if (!(largest >= least && largest - least < mostCounted)) return null;
  const counts = new Float64Array(largest - least + 1);
  let known = 0;
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row]!)) continue;
    counts[values[row]! - least]!++;
    known++;
  }
  let below = 0;
  const percentiles = counts.map((count) => {
    below += count;
    return (below - count / 2) / known;
  });
  return values.map((value) => (Number.isNaN(value) ? Number.NaN : percentiles[value - least]!));
}

function contribution(caller: string, table: Table, axis: ContributionAxis): AxisMeasure {
  knownOptions(caller, axis, ["balances", "fees", "riskCost", "serviceCost"]);
  if (!Array.isArray(axis.balances) || axis.balances.length === 0) {
    throw new ClienteleError(
      "invalid-option",
      { function: caller, value: axis.balances },
      `option "balances" must be a list of one or more { balance, spread }, got ${showValue(axis.balances)}`,
    );
  }
  const inputs: ClassMeasure[] = [];
  const terms: string[] = [];
  const values = new Float64Array(table.numRows);
  const read = (option: string, name: string, additive: boolean): Float64Array => {
    const measure = classMeasure(caller, table, requireColumnName(caller, option, name), additive);
    inputs.push(measure);
    return measure.values;
  };
  for (const one of axis.balances) {
    knownOptions(caller, one, ["balance", "spread"]);
    const { balance, spread } = one;
    const balances = read("balance", balance, true);
    if (typeof spread === "number" && Number.isFinite(spread)) {
      for (let row = 0; row < values.length; row++) values[row]! += balances[row]! * spread;
    } else {
      const spreads = read("spread", spread as string, false);
      for (let row = 0; row < values.length; row++) values[row]! += balances[row]! * spreads[row]!;
    }
    terms.push(`${balance} · ${spread}`);
  }
  const signs = { fees: 1, riskCost: -1, serviceCost: -1 } as const;
  const formula = (["fees", "riskCost", "serviceCost"] as const).reduce((text, term) => {
    const name = axis[term];
    if (name === undefined) return text;
    const amounts = read(term, name, true);
    for (let row = 0; row < values.length; row++) values[row]! += signs[term] * amounts[row]!;
    return `${text} ${signs[term] > 0 ? "+" : "−"} ${name}`;
  }, terms.join(" + "));
  return {
    measure: { name: "contribution", values, additive: true },
    inputs,
    formula: `contribution is ${formula}`,
  };
}

function headroom(caller: string, table: Table, axis: HeadroomAxis): AxisMeasure {
  knownOptions(caller, axis, ["ours", "total"]);
  const { ours, total } = readWallet(caller, table, axis);
  return {
    measure: { name: "headroom", values: total.values.map((whole, row) => whole - ours.values[row]!), additive: true },
    inputs: [ours, total],
    formula: `headroom is ${total.name} − ${ours.name}`,
  };
}

import { ClienteleError, knownOptions, numberOption, refuseRow } from "../errors/index.js";
import { affordabilityOf } from "../finance/index.js";
import {
  type Column,
  createTable,
  hasColumn,
  isTable,
  numberColumn,
  optionalCountColumn,
  type Present,
  requireRows,
  type Table,
  type TableInput,
  textColumnOf,
  toTable,
  type Vector,
  vectorOf,
} from "../table/index.js";

/** What is to be bought, on what credit, and what part of an income may go into it. */
export interface AffordableMarketTerms {
  /** Price of a unit of size, such as a square meter. */
  readonly unitPrice: number;
  /** How many units of size. */
  readonly size: number;
  /** Share of the price that is paid at once, 0..1 [0]. */
  readonly downPayment?: number | undefined;
  /** Number of monthly installments. */
  readonly months: number;
  /** Nominal yearly rate of interest, a twelfth of it each month. */
  readonly annualRate: number;
  /** Share of income that the installment may take, above 0 and up to 1. */
  readonly incomeShare: number;
  /** From which multiple of the income that is needed customers are core and main [1.5 and 1.2]. */
  readonly cuts?: { readonly core?: number | undefined; readonly main?: number | undefined } | undefined;
}

/** How well somebody can pay. */
export type AffordabilityGroup = "core" | "main" | "marginal" | "cannot pay";

/** The columns of `groups`. */
export type AffordabilityGroupColumns = {
  group: Present<AffordabilityGroup>;
  /** Yearly income from which on the group begins, this income included. */
  from: number;
  /** Yearly income at which it ends, this income excluded; missing at the top. */
  below: number;
  customers: Present<number>;
  customerShare: number;
  /** Missing where nobody is in the group. */
  meanIncome: number;
};

/** The columns of `customers`. */
export type AffordabilityCustomerColumns = {
  /** The caller's, or the number of the row from 1. */
  customer: Present<number | string | boolean>;
  income: number;
  /** Income over the income that is needed. */
  multiple: number;
  group: AffordabilityGroup;
  reason: string;
};

/** Who can pay for something. */
export interface AffordableMarket {
  readonly price: number;
  readonly financed: number;
  /** Each month. */
  readonly installment: number;
  /** The income a year that the installment asks for. */
  readonly yearlyIncome: number;
  /** How many have at least that income. */
  readonly canPay: number;
  /** Of all, 0..1. */
  readonly canPayShare: number;
  /** Core, main and marginal customers, and those who cannot pay; each in exactly one group. */
  readonly groups: Table<AffordabilityGroupColumns>;
  /** One row an income, in the order given. */
  readonly customers: Table<AffordabilityCustomerColumns>;
}

const groupNames = ["core", "main", "marginal", "cannot pay"] as const;

const termNames = ["unitPrice", "size", "downPayment", "months", "annualRate", "incomeShare", "cuts"];

/**
 * Who can pay for it? Price × size, less the down payment, is the loan; the loan asks for an installment, the
 * installment for an income; and the incomes of a market say who has it: core customers with room to spare (from 1.5
 * times the income needed), main customers (from 1.2 times), marginal ones (from exactly what is needed), and those who
 * cannot.
 *
 * @param terms - `unitPrice`, `size`, `downPayment` (a share), `months`, `annualRate` (nominal), `incomeShare`, and
 * `cuts` of the groups
 * @param incomes - yearly incomes: numbers, or a table with `income` and, where they are there, `customer` and `count`
 * (how many people a row stands for)
 *
 * Errors: `empty-table`, `unknown-column`, `missing-value`, `not-a-number`, `not-finite`, `out-of-range` (an income
 * below 0), `invalid-option`.
 *
 * @example
 * ```ts
 * const market = affordableMarket(
 *   { unitPrice: 8000, size: 90, downPayment: 0.2, months: 240, annualRate: 0.0531, incomeShare: 0.5 },
 *   [60000, 80000, 100000, 120000, 200000],
 * );
 * market.yearlyIncome; // 93616.19
 * market.canPay; // 3
 * ```
 */
export function affordableMarket(
  terms: AffordableMarketTerms,
  incomes: Vector | Column<number> | TableInput,
): AffordableMarket {
  const caller = "affordableMarket";
  knownOptions(caller, terms, termNames);
  const cuts = cutOptions(caller, terms.cuts);
  const price =
    numberOption(caller, "unitPrice", terms.unitPrice, { min: 0 }) *
    numberOption(caller, "size", terms.size, { min: 0 });
  const share = numberOption(caller, "downPayment", terms.downPayment ?? 0, { min: 0, max: 1 });
  const credit = affordabilityOf(caller, {
    price: numberOption(caller, "unitPrice · size", price, { min: 0 }),
    downPayment: Math.min(price, share * price),
    term: numberOption(caller, "months", terms.months, { min: 1, max: 100_000, integer: true }),
    rate: { nominalAnnual: numberOption(caller, "annualRate", terms.annualRate, { min: 0 }) },
    shareOfIncome: numberOption(caller, "incomeShare", aboveZero(caller, terms.incomeShare), { max: 1 }),
  });
  const yearlyIncome = 12 * credit.incomeRequired;
  const people = readPeople(caller, incomes);
  const from = [cuts.core * yearlyIncome, cuts.main * yearlyIncome, yearlyIncome, 0];
  const group = Int32Array.from(people.income, (income) => from.findIndex((least) => income >= least));
  const groups = groupTable(people, group, from);
  const able = groups.column("customers").toArray().slice(0, 3) as number[];
  const canPay = able.reduce((total, customers) => total + customers, 0);
  return {
    price,
    financed: credit.financed,
    installment: credit.installment,
    yearlyIncome,
    canPay,
    canPayShare: canPay / people.total,
    groups,
    customers: createTable<AffordabilityCustomerColumns>({
      customer: people.customer,
      income: people.income,
      multiple: people.income.map((income) => (yearlyIncome === 0 ? Number.NaN : income / yearlyIncome)),
      group: textColumnOf("group", group, groupNames),
      reason: textColumnOf("reason", group, reasons(cuts)),
    }),
  };
}

function aboveZero(caller: string, value: unknown): number {
  return numberOption(caller, "incomeShare", value, { min: 0, exclusive: true });
}

function cutOptions(caller: string, given: AffordableMarketTerms["cuts"] = {}): { core: number; main: number } {
  knownOptions(caller, given, ["core", "main"]);
  const main = numberOption(caller, "cuts.main", given.main ?? 1.2, { min: 1 });
  return { core: numberOption(caller, "cuts.core", given.core ?? Math.max(1.5, main), { min: main }), main };
}

function reasons({ core, main }: { readonly core: number; readonly main: number }): string[] {
  return [
    `income of at least ${core} times what the installment asks for`,
    `income of ${main} to ${core} times what the installment asks for`,
    `income of 1 to ${main} times what the installment asks for`,
    "income below what the installment asks for",
  ];
}

interface People {
  readonly customer: Column | Float64Array;
  readonly income: Float64Array;
  readonly count: Float64Array | undefined;
  readonly total: number;
}

function readPeople(caller: string, incomes: Vector | Column<number> | TableInput): People {
  const isVector = Array.isArray(incomes) ? typeof incomes[0] !== "object" || incomes[0] === null : isNumbers(incomes);
  if (isVector) return peopleOf(caller, "income", vectorOf(caller, "income", incomes));
  const table = toTable(caller, incomes as TableInput);
  requireRows(caller, table);
  const customer = hasColumn(table, "customer") ? table.column("customer") : undefined;
  return peopleOf(
    caller,
    "income",
    numberColumn(caller, table, "income"),
    optionalCountColumn(caller, table),
    customer,
  );
}

function isNumbers(incomes: unknown): boolean {
  if (isTable(incomes) || typeof incomes !== "object" || incomes === null) return false;
  return ArrayBuffer.isView(incomes) || ("type" in incomes && "at" in incomes && "length" in incomes);
}

function peopleOf(
  caller: string,
  name: string,
  income: Float64Array,
  count?: Float64Array | undefined,
  customer?: Column | undefined,
): People {
  if (income.length === 0) throw new ClienteleError("empty-table", { function: caller }, "there are no incomes");
  income.forEach((value, row) => {
    if (value < 0) refuseRow(caller, name, row, value, `an income must be at least 0, got ${value}`);
  });
  return {
    customer: customer ?? income.map((_, row) => row + 1),
    income,
    count,
    total: count === undefined ? income.length : count.reduce((sum, value) => sum + value, 0),
  };
}

function groupTable({ income, count, total }: People, group: Int32Array, from: readonly number[]) {
  const customers = new Float64Array(groupNames.length);
  const sums = new Float64Array(groupNames.length);
  group.forEach((code, row) => {
    const number = count?.[row] ?? 1;
    customers[code]! += number;
    sums[code]! += number * income[row]!;
  });
  return createTable<AffordabilityGroupColumns>({
    group: groupNames,
    from,
    below: groupNames.map((_, code) => (code === 0 ? null : from[code - 1]!)),
    customers,
    customerShare: customers.map((number) => number / total),
    meanIncome: sums.map((sum, code) => sum / customers[code]!),
  });
}

import {
  ClienteleError,
  columnList,
  knownOptions,
  numberOption,
  refuseRow,
  requireColumnName,
  requireSameLength,
  showValue,
} from "../../errors/index.js";
import {
  findColumn,
  type NumberInput,
  numberColumn,
  type Present,
  requireRows,
  type StoredColumn,
  type Table,
  type TableInput,
  toTable,
  vectorOf,
} from "../../table/index.js";
import { chooseUnderBudget } from "./choose-under-budget.js";
import { chooseUnderCapacity } from "./choose-under-capacity.js";

/**
 * The name of a column of the table, one number for all customers, or a list with one for each, in the order of the
 * table.
 */
export type ColumnOrNumber = string | number | NumberInput;

/** How many customers can be contacted. */
export type Capacity = number | { readonly perEmployee: number; readonly employees: number | readonly string[] };

/** What every plan of contacts asks for. */
export interface ContactOptions {
  /** What a contact costs. */
  readonly cost: ColumnOrNumber;
  /** What may be spent in all [no limit]. */
  readonly budget?: number;
  /**
   * How many customers can be contacted [no limit]: a number, or so many for each employee, given by name or as a
   * number of them; the column `employee` then says whose customer it is.
   */
  readonly capacity?: Capacity;
  /** A column with the id, carried along. */
  readonly customer?: string;
}

/** What every plan of contacts says about a customer; `customer` only where it was named. */
export type ContactColumns = {
  customer: Present<number | string | boolean>;
  /** What the customer is worth when the contact succeeds, as given. */
  value: number;
  /** The cost of the contact, with the incentive that is expected to be taken. */
  cost: number;
  /** What the contact should earn, costs taken off. */
  expectedGain: number;
  /** Whether to contact the customer. */
  contact: Present<boolean>;
  /** The order of contacts, by gain per cost; missing for those not to be contacted. */
  rank: number;
  /** Who makes the contact, in turn by rank; only with a capacity for each employee. */
  employee: string;
};

/** What a plan of contacts says about itself. */
export interface ContactPlan {
  /** null when there is none. */
  readonly budget: number | null;
  /** Customers that can be contacted; null where there is no limit. */
  readonly capacity: number | null;
  readonly contacted: number;
  /** What the contacted cost, incentives that are expected to be taken included. */
  readonly spent: number;
  /** What the contacts should earn, costs taken off. */
  readonly expectedGain: number;
  /** No other choice within the budget can be expected to earn more than this. */
  readonly bound: number;
  /** Whether the choice is proven to be the best within the budget. */
  readonly optimal: boolean;
  /** Customers whose contact would cost more than it brings. */
  readonly notWorthIt: number;
  /** Customers worth a contact for whom budget or capacity do not suffice. */
  readonly beyondBudget: number;
}

/** A table of customers, read for a plan. */
export interface PlanInput {
  readonly table: Table;
  readonly rows: number;
  readonly customer: StoredColumn | null;
  /** Money of either sign. */
  readonly worth: (option: string, given: ColumnOrNumber | undefined) => Float64Array;
  /** Money of at least 0. */
  readonly amounts: (option: string, given: ColumnOrNumber | undefined, fallback?: number) => Float64Array;
  readonly probabilities: (option: string, given: ColumnOrNumber | undefined, fallback?: number) => Float64Array;
}

/** Reads the customers of a plan and checks its options. */
export function readPlan(
  caller: string,
  input: TableInput,
  options: { readonly customer?: string },
  optionNames: readonly string[],
): PlanInput {
  knownOptions(caller, options, optionNames);
  const table = toTable(caller, input);
  requireRows(caller, table);
  const read = (option: string, given: ColumnOrNumber | undefined, min: number, max: number) => {
    const range = max === 1 ? " between 0 and 1" : min === 0 ? " of at least 0" : "";
    if (typeof given === "number") {
      return new Float64Array(table.numRows).fill(numberOption(caller, option, given, boundsOf(min, max)));
    }
    if (typeof given !== "string" && (typeof given !== "object" || given === null)) {
      throw new ClienteleError(
        "invalid-option",
        { function: caller, value: given },
        `option "${option}" must name a column of the table, or be a number${range} for all customers or a list ` +
          `with one for each; got ${showValue(given)}`,
      );
    }
    const values = typeof given === "string" ? numberColumn(caller, table, given) : vectorOf(caller, option, given);
    requireSameLength(caller, option, values.length, table.numRows, "customers");
    values.forEach((value, row) => {
      if (value >= min && value <= max) return;
      const column = typeof given === "string" ? given : option;
      refuseRow(caller, column, row, value, `"${option}" must be a number${range}, got ${value}`);
    });
    return values;
  };
  const { NEGATIVE_INFINITY, POSITIVE_INFINITY } = Number;
  return {
    table,
    rows: table.numRows,
    customer:
      options.customer === undefined
        ? null
        : findColumn(caller, table, requireColumnName(caller, "customer", options.customer)),
    worth: (option, given) => read(option, given, NEGATIVE_INFINITY, POSITIVE_INFINITY),
    amounts: (option, given, fallback) => read(option, given === undefined ? fallback : given, 0, POSITIVE_INFINITY),
    probabilities: (option, given, fallback) => read(option, given === undefined ? fallback : given, 0, 1),
  };
}

function boundsOf(min: number, max: number): { min?: number; max?: number } {
  return { ...(min === 0 ? { min } : {}), ...(max === 1 ? { max } : {}) };
}

/** Chooses whom to contact: the columns in which a plan ends, and what it says about itself. */
export function planContacts(
  caller: string,
  gains: Float64Array,
  costs: Float64Array,
  limits: Pick<ContactOptions, "budget" | "capacity">,
): { columns: readonly (readonly [string, Float64Array | boolean[] | (string | null)[]])[]; plan: ContactPlan } {
  const unlimited = limits.budget === undefined || limits.budget === Number.POSITIVE_INFINITY;
  const budget = unlimited ? null : numberOption(caller, "budget", limits.budget, { min: 0 });
  const { capacity, employees } = readCapacity(caller, limits.capacity);
  const money = budget ?? Number.POSITIVE_INFINITY;
  const choice =
    capacity === null ? chooseUnderBudget(gains, costs, money) : chooseUnderCapacity(gains, costs, money, capacity);
  const contacted = choice.chosen.reduce((sum, one) => sum + one, 0);
  const worthIt = gains.reduce((sum, gain) => sum + (gain > 0 ? 1 : 0), 0);
  const rank = ranksOf(choice.chosen, gains, costs);
  return {
    columns: [
      ["cost", costs],
      ["expectedGain", gains],
      ["contact", Array.from(choice.chosen, (one) => one === 1)],
      ["rank", rank],
      ...(employees === null ? [] : [["employee", inTurn(rank, employees)] as const]),
    ],
    plan: {
      budget,
      capacity,
      contacted,
      spent: choice.spent,
      expectedGain: choice.gain,
      bound: choice.bound,
      optimal: choice.optimal,
      notWorthIt: gains.length - worthIt,
      beyondBudget: worthIt - contacted,
    },
  };
}

function readCapacity(
  caller: string,
  given: Capacity | undefined,
): { readonly capacity: number | null; readonly employees: readonly string[] | null } {
  if (given === undefined) return { capacity: null, employees: null };
  const whole = { min: 0, integer: true };
  if (typeof given !== "object" || given === null) {
    return { capacity: numberOption(caller, "capacity", given, whole), employees: null };
  }
  knownOptions(caller, given, ["perEmployee", "employees"]);
  const each = numberOption(caller, "capacity.perEmployee", given.perEmployee, whole);
  const { employees } = given;
  const names = Array.isArray(employees)
    ? columnList(caller, "capacity.employees", employees)
    : Array.from(
        { length: numberOption(caller, "capacity.employees", employees, { min: 1, max: 1e6, integer: true }) },
        (_, i) => `employee ${i + 1}`,
      );
  return { capacity: each * names.length, employees: names };
}

/** Employees in turn by rank, so that each gets as good customers as the others. */
function inTurn(rank: Float64Array, employees: readonly string[]): (string | null)[] {
  return Array.from(rank, (place) => (Number.isNaN(place) ? null : employees[(place - 1) % employees.length]!));
}

/** 1 for the first to contact: the most gain per cost; missing for those who are not contacted. */
function ranksOf(chosen: Uint8Array, gains: Float64Array, costs: Float64Array): Float64Array {
  const rank = new Float64Array(chosen.length).fill(Number.NaN);
  const order = [...chosen.keys()].filter((row) => chosen[row] === 1);
  const density = gains.map((gain, row) => (costs[row] === 0 ? Number.POSITIVE_INFINITY : gain / costs[row]!));
  order.sort((a, b) => (density[a] === density[b] ? gains[b]! - gains[a]! || a - b : density[b]! - density[a]!));
  for (let place = 0; place < order.length; place++) rank[order[place]!] = place + 1;
  return rank;
}

import { type DateUnit, dayOf, lenientMoments, lenientNumbers, type StoredColumn } from "../../table/index.js";
import type { OrderColumns } from "../read-orders.js";
import type { ColumnFacts } from "./column-facts.js";
import { addRow, type FindingList, quoted, type RowTally, tallyRows } from "./finding.js";

/** Finds rows without a customer. */
export function checkCustomers({ column, keys }: ColumnFacts, findings: FindingList): void {
  findings.addRows(
    tallyRows(column.length, (row) => keys.codes[row]! < 0),
    {
      severity: "error",
      finding: `no customer id in column ${quoted(column)}`,
      advice: 'missingCustomer: "drop" leaves these rows out',
    },
  );
}

/** Finds rows without an order id, and ids that several customers have. */
export function checkOrderIds(
  { column, keys }: ColumnFacts,
  customer: ColumnFacts | null,
  findings: FindingList,
): void {
  findings.addRows(
    tallyRows(column.length, (row) => keys.codes[row]! < 0),
    {
      severity: "error",
      finding: `no order id in column ${quoted(column)}`,
      advice: "fill them, or leave the option order out",
    },
  );
  if (customer === null) return;
  const customers = customer.keys.codes;
  const firstCustomer = new Int32Array(keys.count).fill(-1);
  const shared = tallyRows(column.length, (row) => {
    const order = keys.codes[row]!;
    if (order < 0 || customers[row]! < 0) return false;
    if (firstCustomer[order]! < 0) firstCustomer[order] = customers[row]!;
    return firstCustomer[order] !== customers[row];
  });
  findings.addRows(shared, {
    severity: "warning",
    finding: `an order id in column ${quoted(column)} that an earlier customer has too`,
    advice: "counted once for each customer; check whether ids begin anew, in each shop or year",
  });
}

/**
 * Finds dates that are missing or cannot be read, and numbers that count something else than they are read as. Returns
 * the moments that can be read, NaN elsewhere.
 */
export function checkDates({ column, keys }: ColumnFacts, unit: DateUnit, findings: FindingList): Float64Array {
  const moments = lenientMoments(column, unit);
  const missing: RowTally = { rows: 0, first: -1 };
  const unreadable: RowTally = { rows: 0, first: -1 };
  let in1970 = 0;
  for (let row = 0; row < moments.length; row++) {
    const moment = moments[row]!;
    if (keys.codes[row]! < 0) addRow(missing, row);
    else if (Number.isNaN(moment)) addRow(unreadable, row);
    else if (dayOf(moment) >= 0 && dayOf(moment) < 365) in1970++;
  }
  findings.addRows(missing, {
    severity: "error",
    finding: `no date in column ${quoted(column)}`,
    advice: "fill in the dates, or leave these rows out",
  });
  findings.addRows(unreadable, {
    severity: "error",
    finding: `no readable date in column ${quoted(column)}`,
    advice: column.type === "number" ? dateUnitAdvice : "write dates as 2026-11-22 or 2026-11-22T09:30",
  });
  const readable = moments.length - missing.rows - unreadable.rows;
  if (column.type === "number" && readable > 0 && in1970 === readable) {
    const all = { rows: readable, first: moments.findIndex((moment) => !Number.isNaN(moment)) };
    findings.addRows(all, {
      severity: "warning",
      finding: `the numbers in column ${quoted(column)} are all days of 1970 when read as ${unit}`,
      advice: areDaysInDigits(keys.labels) ? "write days like 20261122 as text, 2026-11-22" : dateUnitAdvice,
    });
  }
  return moments;
}

const dateUnitAdvice =
  'numbers count milliseconds since 1970; set dateUnit: "s" or "day" if they count seconds or days';

/** Whether numbers look like days written as 20261122. */
function areDaysInDigits(values: StoredColumn): boolean {
  for (const value of values) {
    const number = Number(value);
    const monthAndDay = number % 10_000;
    const isDay = monthAndDay >= 101 && monthAndDay <= 1231 && monthAndDay % 100 >= 1 && monthAndDay % 100 <= 31;
    if (!Number.isInteger(number) || number < 19_000_101 || number > 29_991_231 || !isDay) return false;
  }
  return true;
}

/**
 * Finds amounts that are missing or no numbers, refunds and amounts of 0. Returns the amounts that can be read, NaN
 * elsewhere; null where no column of amounts is known.
 */
export function checkAmounts(
  amount: OrderColumns["amount"],
  find: (name: string) => ColumnFacts,
  findings: FindingList,
): Float64Array | null {
  if (amount === undefined) return null;
  const amounts = typeof amount === "string" ? checkNumbers(find(amount), findings) : productOf(amount, find, findings);
  findings.addRows(
    tallyRows(amounts.length, (row) => amounts[row]! < 0),
    {
      severity: "note",
      finding: "negative amounts: refunds or cancellations",
      advice: 'refunds: "net" [default] subtracts them, "drop" leaves them out',
    },
  );
  findings.addRows(
    tallyRows(amounts.length, (row) => amounts[row] === 0),
    {
      severity: "note",
      finding: "amounts of 0",
      advice: 'zeroAmounts: "keep" [default] counts them as purchases, "drop" leaves them out',
    },
  );
  return amounts;
}

function productOf(
  amount: { readonly quantity: string; readonly price: string },
  find: (name: string) => ColumnFacts,
  findings: FindingList,
): Float64Array {
  const quantities = checkNumbers(find(amount.quantity), findings);
  const prices = checkNumbers(find(amount.price), findings);
  const products = quantities.map((quantity, row) => quantity * prices[row]!);
  findings.addRows(
    tallyRows(products.length, (row) => isInfinite(products[row]!)),
    {
      severity: "error",
      finding: "products of quantity and price beyond what a number can hold",
      advice: "correct these cells",
    },
  );
  return products.map((product) => (isInfinite(product) ? Number.NaN : product));
}

/** The finite numbers of a column, NaN elsewhere. */
function checkNumbers({ column, keys }: ColumnFacts, findings: FindingList): Float64Array {
  const numbers = lenientNumbers(column);
  const missing: RowTally = { rows: 0, first: -1 };
  const unreadable: RowTally = { rows: 0, first: -1 };
  const infinite: RowTally = { rows: 0, first: -1 };
  for (let row = 0; row < numbers.length; row++) {
    if (Number.isFinite(numbers[row]!)) continue;
    if (isInfinite(numbers[row]!)) addRow(infinite, row);
    else if (keys.codes[row]! < 0) addRow(missing, row);
    else addRow(unreadable, row);
    numbers[row] = Number.NaN;
  }
  findings.addRows(missing, {
    severity: "error",
    finding: `no number in column ${quoted(column)}`,
    advice: "fill them in, or leave these rows out",
  });
  findings.addRows(unreadable, {
    severity: "error",
    finding:
      `${column.type === "date" ? "dates where numbers are needed" : "text that is no number"} in column ` +
      `${quoted(column)}`,
    advice:
      column.type === "date"
        ? "name another column"
        : "write numbers with a point and without separators, like 1234.50",
  });
  findings.addRows(infinite, {
    severity: "error",
    finding: `infinite numbers in column ${quoted(column)}`,
    advice: "correct these cells",
  });
  return numbers;
}

function isInfinite(value: number): boolean {
  return Math.abs(value) === Number.POSITIVE_INFINITY;
}

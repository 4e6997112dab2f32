import { showValue } from "../../errors/index.js";
import { sum } from "../../numeric/index.js";
import { lenientNumbers, numberOptionsFor, type StoredColumn } from "../../table/index.js";
import type { OrderColumns } from "../read-orders.js";
import type { ColumnFacts } from "./column-facts.js";
import { cellOf, type FindingList, quoted } from "./finding.js";

/** The amounts that can be read, NaN elsewhere; null where no column of amounts is known. */
export function readableAmounts(
  amount: OrderColumns["amount"],
  find: (name: string) => ColumnFacts,
): Float64Array | null {
  if (amount === undefined) return null;
  const numbers = (name: string) => lenientNumbers(find(name).column).map(finiteOrNaN);
  if (typeof amount === "string") return numbers(amount);
  const prices = numbers(amount.price);
  return numbers(amount.quantity).map((quantity, row) => finiteOrNaN(quantity * prices[row]!));
}

function finiteOrNaN(value: number): number {
  return Number.isFinite(value) ? value : Number.NaN;
}

/** Finds amounts that are missing, no numbers or infinite, refunds, amounts of 0, and one far above all others. */
export function checkAmounts(
  amount: OrderColumns["amount"],
  find: (name: string) => ColumnFacts,
  findings: FindingList,
): void {
  const { amounts } = findings;
  if (amount === undefined || amounts === null) return;
  const names = typeof amount === "string" ? [amount] : [amount.quantity, amount.price];
  const columns = names.map(find);
  for (const facts of columns) checkNumbers(facts, findings);
  const finite = columns.map(({ column }) => lenientNumbers(column));
  findings.addWhere(
    amounts.length,
    (row) => Number.isNaN(amounts[row]!) && finite.every((values) => Number.isFinite(values[row]!)),
    {
      severity: "error",
      code: "infinite-product",
      finding: "products of quantity and price beyond what a number can hold",
      advice: "correct these cells",
    },
  );
  const column = columns.at(-1)!.column;
  findings.addWhere(amounts.length, (row) => amounts[row]! < 0, {
    severity: "note",
    code: "negative-amount",
    column,
    finding: "negative amounts: refunds or cancellations",
    advice: 'refunds: "net" [default] subtracts them, "drop" leaves them out',
  });
  findings.addWhere(amounts.length, (row) => amounts[row] === 0, {
    severity: "note",
    code: "zero-amount",
    column,
    finding: "amounts of 0",
    advice: 'zeroAmounts: "keep" [default] counts them as purchases, "drop" leaves them out',
  });
  checkFooter(column, amounts, findings);
  checkLargest(column, amounts, findings);
}

/** Finds cells of a column of numbers that are missing, no numbers or infinite. */
function checkNumbers({ column, keys }: ColumnFacts, findings: FindingList): void {
  const numbers = lenientNumbers(column);
  const missing = findings.tally();
  const unreadable = findings.tally();
  const infinite = findings.tally();
  for (let row = 0; row < numbers.length; row++) {
    if (Number.isFinite(numbers[row]!)) continue;
    if (!Number.isNaN(numbers[row]!)) infinite.add(row);
    else if (keys.codes[row]! < 0) missing.add(row);
    else unreadable.add(row);
  }
  findings.addRows(missing, {
    severity: "error",
    code: "missing-amount",
    column,
    finding: `no number in column ${quoted(column)}`,
    advice: `fill them in, or leave these rows out: orders.where((row) => ${cellOf(column)} !== null)`,
  });
  const isDate = column.type === "date";
  findings.addRows(unreadable, {
    severity: "error",
    code: "unreadable-amount",
    column,
    finding: `${isDate ? "dates where numbers are needed" : "text that is no number"} in column ${quoted(column)}`,
    advice: isDate ? "name another column" : textNumberAdvice(keys.labels, lenientNumbers(keys.labels)),
  });
  findings.addRows(infinite, {
    severity: "error",
    code: "infinite-amount",
    column,
    finding: `infinite numbers in column ${quoted(column)}`,
    advice: "correct these cells",
  });
}

/** What to do with the texts of a column that are no numbers. */
function textNumberAdvice(labels: StoredColumn, numbers: Float64Array): string {
  const texts: string[] = [];
  for (let code = 0; code < labels.length && texts.length < mostTexts; code++) {
    if (Number.isNaN(numbers[code]!)) texts.push(String(labels.at(code)));
  }
  const options = numberOptionsFor(texts);
  if (options !== null) return `${options} (an option of readCsv and parseColumns)`;
  const words = texts.filter((text) => !/\p{Nd}/u.test(text));
  const rest = numberOptionsFor(texts.filter((text) => /\p{Nd}/u.test(text)));
  const areFew = words.length > 0 && words.length <= 10 && texts.length < labels.length;
  if (areFew && (rest !== null || words.length === texts.length)) {
    const missing = `missing: [${words.map(showValue).join(", ")}], if nothing is known there`;
    return `${rest === null ? "" : `${rest}, `}${missing} (an option of readCsv and parseColumns)`;
  }
  return "write numbers with a point and without separators, like 1234.50";
}

/** So many different texts tell how a column is written. */
const mostTexts = 1000;

/** Rows at the end among which a footer is looked for. */
const mostFooters = 3;

/** Finds a last row whose amount is the sum of all rows before it. */
function checkFooter(column: StoredColumn, amounts: Float64Array, findings: FindingList): void {
  const last = amounts.length - 1;
  for (let row = last; row > Math.max(2, last - mostFooters); row--) {
    if (!(Math.abs(amounts[row]!) > 0)) continue;
    const before = amounts.subarray(0, row).filter((amount) => !Number.isNaN(amount));
    if (before.length < 3) return;
    const total = sum(before);
    // Within a unit of the last digit: the footer of a report is rounded.
    if (Math.abs(amounts[row]! - total) > 0.01 + 1e-9 * Math.abs(total)) continue;
    const rows = last - row + 1;
    findings.addWhere(amounts.length, (one) => one === row, {
      severity: "error",
      code: "footer",
      column,
      finding: `an amount in column ${quoted(column)} that is the sum of all before it: a footer`,
      advice: `footer: ${rows} (an option of readCsv) leaves it out, or orders.head(${row})`,
    });
    return;
  }
}

/** An amount so many times the next one is a slip more often than a sale. */
const farAbove = 10;

/** Finds one amount far above all others, of purchases or of refunds. */
function checkLargest(column: StoredColumn, amounts: Float64Array, findings: FindingList): void {
  let [largest, next, known, row] = [0, 0, 0, -1];
  for (let i = 0; i < amounts.length; i++) {
    const size = Math.abs(amounts[i]!);
    if (Number.isNaN(size)) continue;
    known++;
    if (size > largest) {
      [next, largest, row] = [largest, size, i];
    } else if (size > next) {
      next = size;
    }
  }
  if (known < 8 || next === 0 || largest < farAbove * next) return;
  findings.addWhere(amounts.length, (one) => one === row, {
    severity: "warning",
    code: "largest-amount",
    column,
    finding: `an amount ${Math.floor(largest / next)} times as large as the next, ${amounts[row]}`,
    advice: "check it (a decimal mark that got lost, a total among the lines?) and correct the cell",
  });
}

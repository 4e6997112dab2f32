import { expect, it } from "vitest";
import { classMeasure } from "../../../src/segments/classification/class-measure.js";
import { classification } from "../../../src/segments/classification/classification.js";
import { classifyRows } from "../../../src/segments/classification/classify-rows.js";
import { customerIds } from "../../../src/segments/classification/customer-ids.js";
import { type TableInput, toTable } from "../../../src/table/index.js";

/** A classification by one cut, as small as it can be. */
function byCut(input: TableInput, customer?: string) {
  const caller = "byCut";
  const table = toTable(caller, input);
  const customers = customerIds(caller, table, customer);
  const money = classMeasure(caller, table, "money");
  const years = classMeasure(caller, table, "years", false);
  const classes = ["high", "middle", "low"];
  const rows = classifyRows(
    table.numRows,
    [money, years],
    classes,
    [
      { class: "high", reason: "money is 10 or more" },
      { class: "low", reason: "money is below 10" },
    ],
    (row) => (money.values[row]! >= 10 ? 0 : 1),
  );
  return classification({
    caller,
    customers,
    measures: [money, years],
    key: "level",
    classes,
    ...rows,
    rules: classes.map((name) => ({ class: name, rule: name })),
    source: "this test",
  });
}

const input = { id: ["a", "b", "c", "d"], money: [10, 4, null, 6], years: [1, 2, 3, null] };

it("gives a row a customer with the measures, the class and the reason", () => {
  const classes = byCut(input, "id");
  expect(classes.columnNames).toEqual(["customer", "money", "years", "level", "reason"]);
  expect(classes.toRows()).toEqual([
    { customer: "a", money: 10, years: 1, level: "high", reason: "money is 10 or more" },
    { customer: "b", money: 4, years: 2, level: "low", reason: "money is below 10" },
    { customer: "c", money: null, years: 3, level: null, reason: "money is missing" },
    { customer: "d", money: 6, years: null, level: null, reason: "years is missing" },
  ]);
  expect(classes.warnings).toEqual([
    '2 customers have no level, because something that byCut needs is missing; the column "reason" says what',
  ]);
  expect(classes.source).toBe("this test");
});

it("sums up by class, empty classes and customers without a class included", () => {
  expect(byCut(input, "id").summary().toRows()).toEqual([
    { class: "high", customers: 1, customerShare: 0.25, money: 10, moneyShare: 0.5, meanYears: 1 },
    { class: "middle", customers: 0, customerShare: 0, money: 0, moneyShare: 0, meanYears: null },
    { class: "low", customers: 1, customerShare: 0.25, money: 4, moneyShare: 0.2, meanYears: 2 },
    { class: null, customers: 2, customerShare: 0.5, money: 6, moneyShare: 0.3, meanYears: 3 },
  ]);
});

it("names all that is missing", () => {
  expect(
    byCut({ id: [1, 2], money: [null, 5], years: [null, 2] }, "id")
      .column("reason")
      .toArray(),
  ).toEqual(["money and years are missing", "money is below 10"]);
});

it("numbers rows that have no id, and says so", () => {
  const classes = byCut({ money: [1, 20], years: [1, 1] });
  expect(classes.column("customer").toArray()).toEqual([1, 2]);
  expect(classes.warnings).toEqual([
    'there is no column "customer" and the option "customer" names none: rows are numbered from 1',
  ]);
});

it("refuses a customer in two rows, unknown ids and measures named like a result", () => {
  expect(() => byCut({ id: [7, 8, 7], money: [1, 2, 3], years: [1, 1, 1] }, "id")).toThrow(
    /column "id", row 3: customer 7 stands in rows 1 and 3/,
  );
  expect(() => byCut({ id: ["a", null], money: [1, 2], years: [1, 1] }, "id")).toThrow(/row 2/);
  expect(() => byCut({ money: [1], years: [1] }, "id")).toThrow(/no such column/);
  expect(() => byCut({ id: [], money: [], years: [] }, "id")).toThrow(/no rows/);
});

import { describe, expect, it } from "vitest";
import { checkOrders, parseColumns, summarizeCustomers } from "../../../src/index.js";

type Values = Readonly<Record<string, (row: number) => unknown>>;

/** Forty rows of ten customers, with a value of each kind under the given names in place of the usual ones. */
function file(columns: Values, rows = 40): Record<string, unknown>[] {
  const all = { customer, date: day, amount: cents, ...columns };
  return Array.from({ length: rows }, (_, row) =>
    Object.fromEntries(Object.entries(all).map(([name, value]) => [name, value(row)])),
  );
}
const customer = (row: number) => `c${row % 10}`;
const moment = (row: number) => Date.UTC(2026, 0, 1 + ((row * 7) % 90));
const day = (row: number) => new Date(moment(row)).toISOString().slice(0, 10);
const cents = (row: number) => 10 + ((row * 37) % 100) + 0.25;
const asOf = "2026-11-29";

const codes = (rows: object[], columns: object = {}) =>
  checkOrders(rows as never, { asOf, ...columns })
    .findings.toRows()
    .map(({ code }) => code);
const find = (code: string, rows: object[], columns: object = {}) =>
  checkOrders(rows as never, { asOf, ...columns })
    .findings.toRows()
    .find((row) => row.code === code);

describe("the findings of a file without faults", () => {
  it("are none", () => {
    expect(codes(file({}))).toEqual([]);
    expect(codes(file({ order: (row) => `A${100 + row}`, status: () => "paid", currency: () => "EUR" }))).toEqual([]);
  });
});

describe("the finding that an amount stands on every line of an order", () => {
  const order = (row: number) => `A${1000 + Math.floor(row / 2)}`;
  const lines = { order, customer: (row: number) => `c${Math.floor(row / 2) % 10}` };
  const total = (row: number) => 50.5 + Math.floor(row / 2);
  const exported = (more: Values) => file({ ...lines, total, ...more }).map(({ amount: _, ...row }) => row);

  it("counts the further lines and their money, and names the columns of the lines", () => {
    const rows = exported({ quantity: (row) => 1 + (row % 3), price: (row) => 5.5 + (row % 7) });
    expect(find("repeated-amount", rows)).toMatchObject({
      severity: "warning",
      column: "total",
      rows: 20,
      firstRow: 2,
      money: Array.from({ length: 20 }, (_, i) => 50.5 + i).reduce((sum, one) => sum + one),
      advice: 'amount: { quantity: "quantity", price: "price" }',
    });
    const mended = { amount: { quantity: "quantity", price: "price" } };
    expect(codes(rows, mended)).not.toContain("repeated-amount");
  });

  it("does not take lines of different prices for it", () => {
    expect(codes(file(lines))).toEqual([]);
  });

  it("knows an amount on the first line alone too", () => {
    const rows = exported({ total: (row) => (row % 2 === 0 ? 50.5 + row : null) });
    expect(find("amount-on-first-line", rows)).toMatchObject({ rows: 20, column: "total", firstRow: 2 });
  });
});

describe("the findings about kinds of rows", () => {
  const every4th = (value: string, otherwise: string) => (row: number) => (row % 4 === 0 ? value : otherwise);

  it.each<[string, string, Values]>([
    ["cancelled-rows", "status", { status: every4th("Cancelled", "completed") }],
    ["cancelled-rows", "Financial Status", { "Financial Status": every4th("voided", "paid") }],
    ["pending-rows", "state", { state: every4th("pending", "paid") }],
    ["failed-rows", "status", { status: every4th("failed", "ok") }],
    ["cancelled-rows", "订单状态", { 订单状态: every4th("已取消", "已完成") }],
    ["cancelled-rows", "is_cancelled", { is_cancelled: (row) => row % 4 === 0 }],
    ["positive-refunds", "type", { type: every4th("refund", "sale") }],
    ["positive-refunds", "Art", { Art: every4th("Gutschrift", "Rechnung") }],
  ])("%s in %s: in rows and in money, with the code that mends them", (code, column, columns) => {
    const money = Array.from({ length: 10 }, (_, i) => cents(4 * i)).reduce((sum, one) => sum + one);
    const finding = find(code, file(columns));
    expect(finding).toMatchObject({ severity: "warning", column, rows: 10, firstRow: 1 });
    expect(finding!.money).toBeCloseTo(money, 9);
    expect(finding!.advice).toContain(`row[${JSON.stringify(column)}]`);
  });

  it("leave refunds with negative amounts to the option refunds", () => {
    const rows = file({
      type: every4th("refund", "sale"),
      amount: (row) => (row % 4 === 0 ? -cents(row) : cents(row)),
    });
    expect(codes(rows)).toEqual(["negative-amount"]);
  });

  it("say that amounts are in several currencies, which is where most rows are not", () => {
    const rows = file({ currency: every4th("USD", "EUR") });
    expect(find("mixed-currencies", rows)).toMatchObject({ rows: 10, advice: expect.stringContaining('=== "EUR"') });
    expect(find("mixed-currencies", file({ cur: every4th("CHF", "EUR") }))).toMatchObject({ column: "cur" });
  });

  it("name a column of types of which no word is known", () => {
    expect(find("kinds-of-rows", file({ status: every4th("A1", "B2") }))).toMatchObject({ severity: "note" });
  });
});

describe("the findings about amounts", () => {
  it("tell a price that is a total of its line already", () => {
    const product = (row: number) => `p${row % 5}`;
    const quantity = (row: number) => 1 + ((row * 3) % 4);
    const unitPrice = (row: number) => 3 + (row % 5);
    const total = file({ product, quantity, price: (row) => quantity(row) * unitPrice(row), amount: cents });
    const columns = { amount: { quantity: "quantity", price: "price" } };
    expect(find("price-is-total", total, columns)).toMatchObject({ column: "price", advice: 'amount: "price"' });
    const unit = file({ product, quantity, price: unitPrice, amount: cents });
    expect(codes(unit, columns)).toEqual([]);
  });

  it("tell a footer", () => {
    const rows = file({});
    const total = rows.reduce((sum, row) => sum + (row["amount"] as number), 0);
    const footer = [...rows, { customer: null, date: null, amount: total }];
    expect(find("footer", footer)).toMatchObject({ severity: "error", rows: 1, firstRow: 41, money: total });
    expect(find("footer", footer)!.advice).toContain("footer: 1 ");
    const below = [...footer, { customer: "printed by", date: null, amount: null }];
    expect(find("footer", below)!.advice).toContain("footer: 2 ");
    expect(codes(rows.slice(0, 3))).not.toContain("footer");
  });

  it("tell one amount far above all others", () => {
    const rows = file({ amount: (row) => (row === 17 ? 12_345_678 : cents(row)) });
    expect(find("largest-amount", rows)).toMatchObject({ rows: 1, firstRow: 18, money: 12_345_678 });
  });

  it("tell that frequent customers spend more each time", () => {
    const rows = file(
      { customer: (row) => `c${Math.floor(Math.sqrt(row))}`, amount: (row) => 5 + Math.sqrt(row) },
      2000,
    );
    expect(find("spend-and-frequency", rows)).toMatchObject({ severity: "note", rows: 0 });
    const even = file({ customer: (row) => `c${Math.floor(Math.sqrt(row))}` }, 2000);
    expect(codes(even)).not.toContain("spend-and-frequency");
  });

  it("name the option with which text is a number", () => {
    const advice = (amount: (row: number) => unknown) => find("unreadable-amount", file({ amount }))?.advice;
    expect(advice((row) => `${row},50`)).toContain('decimal: ","');
    expect(advice((row) => `1.${100 + row},50`)).toContain('decimal: ",", thousands: "."');
    expect(advice((row) => (row === 3 ? "n/a" : `€ ${row}.50`))).toContain("currency: true");
    expect(find("unreadable-amount", file({ amount: () => "much" }), { amount: "amount" })?.advice).toContain(
      "1234.50",
    );
  });
});

describe("the findings about ids", () => {
  it.each(["NULL", "N/A", "guest", "0", "散客", "Unknown"])("tell that %s names nobody", (id) => {
    const rows = file({ customer: (row) => (row % 5 === 0 ? id : customer(row)) });
    const finding = find("placeholder-id", rows);
    expect(finding).toMatchObject({ severity: "warning", column: "customer", rows: 8, firstRow: 1 });
    expect(finding!.advice).toContain(`missing: { "customer": [${JSON.stringify(id)}] }`);
    const mended = parseColumns(rows as never, { missing: { customer: [id] } });
    expect(codes(mended.toRows())).toEqual(["missing-customer"]);
  });

  it("tell the number 0 among numbers, which the option takes away", () => {
    const rows = file({ customer: (row) => (row % 5 === 0 ? 0 : 100 + (row % 10)) });
    expect(find("placeholder-id", rows)).toMatchObject({ rows: 8 });
    const mended = parseColumns(rows as never, { missing: { customer: [0] } });
    expect(mended.column("customer").type).toBe("number");
    expect(codes(mended.toRows())).toEqual(["missing-customer"]);
  });

  it.each<[string, string, string]>([
    ["case", "Ada", "ada"],
    ["blanks", "ada ", "ada"],
    ["blanks", "ada  b", "ada b"],
    ["zero-width marks", "a\u200bda", "ada"],
    ["Unicode form", "Zoe\u0308", "Zo\u00eb"],
  ])("tell ids that differ only in %s", (kind, one, other) => {
    const rows = file({ customer: (row) => (row % 5 === 0 ? one : row % 5 === 1 ? other : customer(row)) });
    const finding = find("similar-ids", rows);
    expect(finding).toMatchObject({ severity: "warning", rows: 8 });
    expect(finding!.finding).toContain(`only in ${kind}, like`);
    const mend = /withColumn\("customer", \(row\) => (.*)\)$/.exec(finding!.advice!)![1]!;
    const mended = rows.map((row) => ({ ...row, customer: new Function("row", `return ${mend}`)(row) }));
    expect(codes(mended)).toEqual([]);
  });
});

describe("the findings about dates", () => {
  it.each<[string, (row: number) => number, string]>([
    ["seconds", (row) => moment(row) / 1000, "s"],
    ["microseconds", (row) => moment(row) * 1000, "us"],
    ["days", (row) => moment(row) / 86_400_000, "day"],
    ["serial days of a spreadsheet", (row) => moment(row) / 86_400_000 + 25_569, "excel"],
  ])("tell numbers that are %s since 1970, suggest the unit and read them in it", (_, date, dateUnit) => {
    const check = checkOrders(file({ date }) as never, { asOf });
    expect(check.findings.toRows()).toMatchObject([{ code: "date-unit", rows: 40, advice: `dateUnit: "${dateUnit}"` }]);
    expect(check.suggested).toMatchObject({ date: "date", dateUnit });
    expect(check.firstDay).toBe("2026-01-01");
    expect(codes(file({ date }), { dateUnit })).toEqual([]);
    const summary = summarizeCustomers(file({ date }) as never, check.suggested as never);
    expect(summary.toRows()).toEqual(
      summarizeCustomers(file({}) as never, { customer: "customer", date: "date", amount: "amount" }).toRows(),
    );
  });

  it("take milliseconds for what they are", () => {
    expect(codes(file({ date: moment }))).toEqual([]);
  });

  it.each<[string, (row: number) => number, string]>([
    ["days of eight digits", (row) => Number(day(row).replaceAll("-", "")), "ymd"],
    ["moments of fourteen digits", (row) => Number(`${day(row).replaceAll("-", "")}093015`), "yyyyMMddHHmmss"],
  ])("tell %s, and name the pattern that reads them", (_, date, pattern) => {
    const check = checkOrders(file({ date }) as never, { asOf });
    expect(check.findings.toRows()).toMatchObject([{ code: "date-digits", rows: 40 }]);
    expect(check.findings.column("advice").at(0)).toContain(`dateFormat: { "date": "${pattern}" }`);
    expect(check.firstDay).toBe("2026-01-01");
    const text = file({ date: (row) => String(date(row)) });
    expect(find("date-digits", text)).toMatchObject({ severity: "error" });
    for (const rows of [file({ date }), text]) {
      const mended = parseColumns(rows as never, { dateFormat: { date: pattern } });
      expect(checkOrders(mended, { asOf })).toMatchObject({ firstDay: "2026-01-01" });
      expect(checkOrders(mended, { asOf }).findings.numRows).toBe(0);
    }
  });

  it("tell dates in the future", () => {
    const rows = file({ date: (row) => (row === 5 ? "2062-01-05" : day(row)) });
    expect(find("future-date", rows)).toMatchObject({
      rows: 1,
      firstRow: 6,
      advice: expect.stringContaining(`end: "${asOf}"`),
    });
  });

  it.each<[string, (row: number) => string, string]>([
    ["UTC+8", (row) => `${day(row)}T16:00:00Z`, "Asia/Shanghai"],
    ["UTC-3", (row) => `${day(row)}T03:00`, "America/Sao_Paulo"],
    ["UTC+5:30", (row) => `${day(row)}T18:30`, "Asia/Kolkata"],
    ["a zone with daylight saving time", (row) => `${day(row)}T2${row % 2 === 0 ? 2 : 3}:00`, "Europe/Berlin"],
  ])("tell midnights in %s", (place, date, timeZone) => {
    const finding = find("midnight-elsewhere", file({ date }));
    expect(finding?.finding).toContain(`midnight in ${place}?`);
    expect(finding?.advice).toContain(`timeZone: "${timeZone}"`);
    expect(codes(file({ date }), { timeZone })).not.toContain("midnight-elsewhere");
  });

  it("say nothing of times of the day", () => {
    expect(codes(file({ date: (row) => `${day(row)}T${10 + (row % 9)}:15` }))).toEqual([]);
  });

  it("name the option with which text is a date; 13/03 decides what 03/04 does not", () => {
    const advice = (date: (row: number) => string) => find("unreadable-date", file({ date }))?.advice;
    expect(advice((row) => `${1 + (row % 28)}/03/2026`)).toContain('dateFormat: "dmy" (');
    expect(advice((row) => `03/${1 + (row % 28)}/2026`)).toContain('dateFormat: "mdy" (');
    expect(advice((row) => `03/0${1 + (row % 9)}/2026`)).toContain('"dmy" or "mdy"');
    expect(advice((row) => `2026年3月${1 + (row % 28)}日`)).toContain('dateFormat: "ymd"');
  });
});

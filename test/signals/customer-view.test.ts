import { describe, expect, it } from "vitest";
import {
  customerView,
  detectSignals,
  purchaseCycles,
  type SignalTables,
  scoreRfm,
  summarizeCustomers,
} from "../../src/index.js";
import { errorOf } from "../error-of.js";

const orders = [
  { customer: "ada", date: "2026-01-05", amount: 20 },
  { customer: "bob", date: "2026-01-06", amount: 7 },
  { customer: "ada", date: "2026-02-04", amount: 30 },
  { customer: "ada", date: "2026-02-14", amount: 25 },
  { customer: "ada", date: "2026-12-01", amount: 999 },
];
const view = (tables: SignalTables, options: object = {}) =>
  customerView("ada", tables, { asOf: "2026-03-01", ...options });

describe("the view of a customer", () => {
  it("adds up what happened until today and lists the latest first", () => {
    expect(view({ orders }, { rows: 2 }).sections).toEqual([
      {
        ...{ table: "orders", title: "Orders", count: 3 },
        facts: [
          { name: "rows", value: 3 },
          { name: "amount, total", value: 75 },
          { name: "first", value: "2026-01-05" },
          { name: "last", value: "2026-02-14" },
          { name: "days since the last", value: 15 },
          { name: "usual days in between", value: 20 },
        ],
        columns: ["date", "amount"],
        rows: [
          ["2026-02-14", 25],
          ["2026-02-04", 30],
        ],
      },
    ]);
  });

  it("holds the results of the library as they are", () => {
    const columns = { customer: "customer", date: "date", amount: "amount" };
    const customers = summarizeCustomers(orders, columns);
    const seen = view({
      orders,
      summary: customers,
      rfm: scoreRfm(orders, {
        ...columns,
        binning: { recencyDays: [30], orders: [2], revenue: [50] },
        bins: 2,
        segments: [{ name: "all", r: [1, 2], f: [1, 2], m: [1, 2] }],
      }),
      alive: customers.withColumn("alive", [0.83, 0.2]).select("customer", "alive"),
      cycles: purchaseCycles(orders, { ...columns, asOf: "2026-03-01" }),
      signals: detectSignals({ orders }, "all", { asOf: "2026-03-01" }),
    });
    const fact = (table: string, name: string) =>
      seen.sections.find((section) => section.table === table)?.facts.find((one) => one.name === name)?.value;
    expect(fact("summary", "revenue")).toBe(1074);
    expect(fact("rfm", "segment")).toBe("all");
    expect(fact("alive", "alive")).toBe(0.83);
    expect(fact("cycles", "medianInterval")).toBe(20);
    expect(seen.empty).toEqual(["signals"]);
    expect(seen.sections.map(({ table }) => table)).toEqual(["orders", "summary", "rfm", "alive", "cycles"]);
  });

  it("says what is missing, and makes up nothing", () => {
    const seen = customerView("zoe", { orders, complaints: [] });
    expect(seen.sections).toEqual([]);
    expect(seen.empty).toEqual(["orders", "complaints"]);
    expect(seen.absent).toContain("Credit standing");
    expect(seen.absent).not.toContain("Orders");
    expect(seen.toText()).toContain("Nothing of this customer in: orders, complaints.");
    expect(customerView(17, { orders }).warnings).toEqual(["orders: ids are of type string, and 17 is a number"]);
  });

  it("shows what is open, what is due, and what is to come", () => {
    const seen = view({
      complaints: [
        { customer: "ada", received: "2026-01-02", resolved: null },
        { customer: "ada", received: "2026-02-02", resolved: "2026-02-03" },
      ],
      fees: [{ customer: "ada", due: "2026-04-01", amount: 12.5 }],
      contracts: [{ customer: "ada", end: "2027-01-01", product: "phone" }],
    });
    const [contracts, fees, complaints] = seen.sections;
    expect(contracts!.rows).toEqual([["2027-01-01", "phone"]]);
    expect(fees!.facts).toContainEqual({ name: "amount, total", value: 12.5 });
    expect(complaints!.facts).toContainEqual({ name: "open", value: 1 });
  });

  it("finds columns under other names", () => {
    const renamed = orders.map(({ customer, date, amount }) => ({ who: customer, day: date, paid: amount }));
    const columns = { orders: { date: "day", amount: "paid" } };
    expect(view({ orders: renamed }, { customer: "who", columns }).sections[0]!.facts[1]).toEqual({
      name: "paid, total",
      value: 75,
    });
  });

  it("reads dates that are numbers by their unit, and days by the time zone", () => {
    const numbered = [
      { customer: "ada", date: 20_458, amount: 1 },
      { customer: "ada", date: 20_488, amount: 2 },
      { customer: "ada", date: 20_600, amount: 4 },
    ];
    const [section] = view({ orders: numbered }, { columns: { orders: { dateUnit: "day" } } }).sections;
    expect(section!.facts).toContainEqual({ name: "first", value: "2026-01-05" });
    expect(section!.facts).toContainEqual({ name: "last", value: "2026-02-04" });
    expect(section!.facts).toContainEqual({ name: "amount, total", value: 3 });
    expect(section!.rows).toEqual([
      ["2026-02-04", 2],
      ["2026-01-05", 1],
    ]);
    const evening = [{ customer: "ada", date: "2026-02-28T23:30Z", amount: 1 }];
    const zoned = view({ orders: evening }, { columns: { orders: { timeZone: "Asia/Shanghai" } } }).sections[0]!;
    expect(zoned.facts).toContainEqual({ name: "last", value: "2026-03-01" });
    expect(zoned.facts).toContainEqual({ name: "days since the last", value: 0 });
  });

  it("takes a complaint that is resolved after today for open, and does not tell when", () => {
    const complaints = [
      { customer: "ada", received: "2026-02-01", resolved: "2026-03-02" },
      { customer: "ada", received: "2026-01-20", resolved: "2026-03-01" },
      { customer: "ada", received: "2026-01-10", resolved: "" },
    ];
    const [section] = view({ complaints }).sections;
    expect(section!.facts).toContainEqual({ name: "open", value: 2 });
    expect(section!.rows.map((row) => row[1])).toEqual([null, "2026-03-01", null]);
    expect(view({ complaints }, { asOf: "2026-03-02" }).sections[0]!.facts).toContainEqual({ name: "open", value: 1 });
    expect(customerView("ada", { complaints }).sections[0]!.facts).toContainEqual({ name: "open", value: 1 });
  });

  it("does not know a total that no number can hold, and says so", () => {
    const huge = [1, 2].map((month) => ({ customer: "ada", date: `2026-0${month}-01`, amount: 1e308 }));
    const seen = view({ orders: huge });
    expect(seen.sections[0]!.facts).toContainEqual({ name: "amount, total", value: null });
    expect(seen.warnings).toEqual(['orders: the total of "amount" is too large for a number']);
    expect(seen.toText()).not.toContain("Infinity");
  });

  it("is frozen plain data that survives JSON", () => {
    const seen = view({ orders });
    const { toText, toMarkdown, toHtml, ...data } = seen;
    expect(JSON.parse(JSON.stringify(seen))).toEqual(data);
    expect(Object.isFrozen(seen) && Object.isFrozen(seen.sections[0]!.rows[0])).toBe(true);
    expect([toText, toMarkdown, toHtml].map((print) => typeof print())).toEqual(["string", "string", "string"]);
  });
});

describe("a printed view", () => {
  const hostile = "<script>|*\u202e\n# `x`";
  const seen = customerView(hostile, { [hostile]: [{ customer: hostile, [hostile]: hostile }] });

  it("escapes every text", () => {
    expect(seen.toHtml()).not.toMatch(/<script/);
    expect(seen.toHtml()).toContain("&lt;script&gt;");
    const markdown = seen.toMarkdown();
    expect(markdown).not.toMatch(/[^\\]<script/);
    expect(markdown.split("\n").filter((line) => line.startsWith("#"))).toHaveLength(2);
  });

  it("keeps a text on its line", () => {
    expect(seen.toText()).not.toMatch(/\u202e/);
    expect(seen.toText().split("\n")[0]).toMatch(/^Customer <script>/);
  });
});

it.each<[string, () => unknown, string]>([
  ["an id that is none", () => customerView(null as never, { orders }), "invalid-option"],
  ["tables that are none", () => customerView("ada", [] as never), "invalid-option"],
  ["a table without customers", () => customerView("ada", { orders: [{ who: "ada" }] }), "unknown-column"],
  ["an unknown option", () => customerView("ada", { orders }, { row: 3 } as never), "invalid-option"],
  ["a day that is none", () => customerView("ada", { orders }, { asOf: "soon" }), "not-a-date"],
  ["columns of an unknown table", () => view({ orders }, { columns: { order: { date: "date" } } }), "unknown-table"],
  ["columns that are a text", () => view({ orders }, { columns: "orders".repeat(1000) }), "invalid-option"],
  ["an unknown part of a table", () => view({ orders }, { columns: { orders: { dat: "date" } } }), "invalid-option"],
  ["an unknown column", () => view({ orders }, { columns: { orders: { amount: "amout" } } }), "unknown-column"],
  ["an unknown unit", () => view({ orders }, { columns: { orders: { dateUnit: "dy" } } }), "invalid-option"],
  ["a date that is none", () => view({ orders: [{ customer: "ada", date: "soon" }] }), "not-a-date"],
  [
    "a date of settling that is none",
    () => view({ complaints: [{ customer: "ada", received: "2026-01-01", resolved: "soon" }] }),
    "not-a-date",
  ],
])("refuses %s", (_, call, code) => {
  expect(errorOf(call).code).toBe(code);
});

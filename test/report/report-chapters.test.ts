import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { detectSignals, table } from "../../src/index.js";
import { createReport } from "../../src/report/index.js";
import { someOrders } from "../charts/chart-cases.js";

const columns = { customer: "customer", date: "date", amount: "amount" } as const;
const hostile = `<img src=x onerror="alert(1)">`;

/** Orders with two items a day, a region and a number. */
function itemOrders() {
  const rows = someOrders(120).toRows();
  return table(
    rows.flatMap((row, i) => [
      {
        ...row,
        item: i % 3 === 0 ? hostile : `item ${i % 7}`,
        region: ["north", "south", null][i % 3]!,
        number: `o${i}`,
      },
      {
        ...row,
        item: i % 3 === 0 ? "nails" : `item ${(i * 5) % 11}`,
        region: ["north", "south", null][i % 3]!,
        number: `o${i}`,
      },
    ]),
  );
}

const documentOf = (html: string) => parseHTML(html).document;
const textOf = (html: string, id: string): string =>
  documentOf(html).querySelector(`[aria-labelledby="${id}"]`)?.textContent ?? "";

describe("chapters that are asked for", () => {
  it("say what is bought together, where a column names items", async () => {
    const html = await createReport(itemOrders(), { ...columns, order: "number", item: "item" });
    const text = textOf(html, "baskets");
    expect(text).toMatch(/[\d,]+ baskets; \d+ rules of two items are clear of chance/);
    expect(text).toContain(`Who buys ${hostile} also buys nails in 100% of the baskets`);
    expect(documentOf(html).querySelectorAll("img")).toHaveLength(0);
    const byDay = await createReport(itemOrders(), { ...columns, item: "item" });
    expect(textOf(byDay, "baskets")).toMatch(/baskets; \d+ rules/);
  });

  it("say where revenue comes from by any column, rows without a value included", async () => {
    const orders = itemOrders();
    const html = await createReport(orders, { ...columns, dimensions: ["region", "item"] });
    const text = textOf(html, "dimension-1");
    expect(text).toContain("3 values of region");
    const total = orders
      .column("amount")
      .toArray()
      .reduce<number>((sum, amount) => sum + (amount ?? 0), 0);
    const cells = [...documentOf(html).querySelectorAll(`[aria-labelledby="dimension-1"] tbody tr`)];
    const sum = cells.reduce((all, row) => all + Number(row.querySelectorAll("td")[1]!.getAttribute("data-value")), 0);
    expect(sum).toBeCloseTo(total, 4);
    expect(textOf(html, "dimension-2")).toContain("values of item");
    // The picture names the column as the orders do, also where the library has a column of that name.
    expect(text).toContain("revenue by region (rows) and quarter (columns)");
    const named = orders.withColumn("quarter", orders.column("region"));
    for (const dimension of ["quarter", "order", "value"]) {
      const renamed = named.withColumn(dimension, orders.column("region"));
      const page = await createReport(renamed, { ...columns, dimensions: dimension });
      expect(textOf(page, "dimension-1"), dimension).toContain(`3 values of ${dimension}`);
    }
  });

  it("multiply out quantities and prices", async () => {
    const orders = someOrders(60)
      .toRows()
      .map((row, i) => ({ ...row, quantity: 2, price: (row.amount ?? 0) / 2, region: `r${i % 2}` }));
    const priced = { customer: "customer", date: "date", amount: { quantity: "quantity", price: "price" } } as const;
    const [html, plain] = await Promise.all([
      createReport(orders, { ...priced, dimensions: "region" }),
      createReport(orders, { ...columns, dimensions: "region" }),
    ]);
    expect(textOf(html, "dimension-1")).toBe(textOf(plain, "dimension-1"));
  });

  it("read an experiment, from its rows or its reading", async () => {
    const rows = Array.from({ length: 400 }, (_, i) => ({
      group: i % 2 === 0 ? "none" : "mail",
      bought: (i * 7) % 20 < (i % 2 === 0 ? 3 : 9),
    }));
    const experiment = { rows, group: "group", outcome: "bought", control: "none" };
    const html = await createReport(someOrders(40), { ...columns, experiment });
    expect(textOf(html, "experiment")).toMatch(/mail: .* points more than the control/);
    const chinese = await createReport(someOrders(40), { ...columns, experiment, locale: "zh" });
    expect(textOf(chinese, "experiment")).toMatch(/比对照组高/);
    const broken = await createReport(someOrders(40), { ...columns, experiment: { ...experiment, control: "phone" } });
    expect(textOf(broken, "experiment")).toContain("There are not enough data to say.");
  });

  it("list signals, detected in the orders or given", async () => {
    const orders = someOrders(80);
    const html = await createReport(orders, { ...columns, signals: true });
    expect(textOf(html, "signals")).toMatch(/new signals?,|Nothing new/);
    const signals = detectSignals({ orders }, ["overdue"], { asOf: "2025-12-31" });
    expect(textOf(await createReport(orders, { ...columns, signals }), "signals")).toMatch(/new signals?,|Nothing new/);
    const wrong = await createReport(orders, { ...columns, signals: ["overdu"] as never });
    expect(textOf(wrong, "signals")).toContain("There are not enough data to say.");
  });

  it("say which contacts succeed, where the log knows", async () => {
    const contacts = Array.from({ length: 120 }, (_, i) => ({
      customer: 1 + (i % 40),
      date: `2025-${String(1 + (i % 12)).padStart(2, "0")}-05`,
      channel: ["mail", "phone"][i % 2]!,
      outcome: i % 2 === 1 && i % 3 !== 0 ? 1 : 0,
    }));
    const html = await createReport(someOrders(60), { ...columns, contacts });
    expect(textOf(html, "contacts")).toMatch(/phone succeeds most often: 66.7% of 60 contacts/);
  });

  it("refuse columns that are not there before anything is computed", async () => {
    for (const options of [{ item: "produce" }, { dimensions: "regio" }, { dimensions: ["amount", "regio"] }]) {
      await expect(createReport(someOrders(10), { ...columns, ...options })).rejects.toMatchObject({
        code: "unknown-column",
      });
    }
    await expect(createReport(someOrders(10), { ...columns, item: 3 } as never)).rejects.toMatchObject({
      code: "invalid-option",
    });
  });
});

it("a report has a chapter for every model, one that is missing from the list included", async () => {
  const orders = [{ customer: "ada", date: "2026-01-01", amount: 10 }];
  const html = await createReport(orders, { ...columns, models: Array.from({ ...[{ kind: "one" }], length: 2 }) });
  const holes = await createReport(orders, { ...columns, models: Object.assign(new Array(2), [{ kind: "one" }]) });
  expect(html).toContain('id="model-2"');
  expect(holes).toBe(html);
});

describe("a report in Chinese", () => {
  it("marks what the library says in English only, and writes everything else in Chinese", async () => {
    const few = [
      { customer: "甲", date: "2026-01-01", amount: 10 },
      { customer: "乙", date: "2026-01-02", amount: 20 },
      { customer: "乙", date: "2026-01-09", amount: 20 },
    ];
    const html = await createReport(few, { ...columns, locale: "zh", models: { 模型: { kind: "unheard-of" } } });
    const document = documentOf(html);
    const marked = [...document.querySelectorAll('span[lang="en"]')];
    expect(marked.length).toBeGreaterThan(1);
    for (const element of marked) element.remove();
    const sentences = [...document.querySelectorAll("main li, main .how, main h2, main caption, main .note")];
    expect(sentences.length).toBeGreaterThan(20);
    for (const sentence of sentences) {
      // Names of methods, of people and of kinds stay; a run of English words would be a sentence.
      expect(sentence.textContent, sentence.textContent!).not.toMatch(/[a-z]{2,} [a-z]{2,} [a-z]{2,}/);
    }
  });
});

describe("a report of anything", () => {
  it("stays below 3 MB with names of 2,000 characters, wide tables, long titles and many chapters", async () => {
    const long = "長".repeat(2000);
    const orders = someOrders(150)
      .toRows()
      .map((row) => ({ ...row, customer: `${row.customer}${long}`, region: `${Number(row.customer) % 40}${long}` }));
    const wide = Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`${i}${long.slice(0, 50)}`, [1, 2, 3]]));
    const html = await createReport(orders, {
      ...columns,
      title: long.repeat(300),
      dimensions: ["region"],
      item: "region",
      survey: wide,
      models: Object.fromEntries(Array.from({ length: 80 }, (_, i) => [`${i}${long}`, { kind: long }])),
      locale: "zh",
    });
    expect(new TextEncoder().encode(html).length).toBeLessThanOrEqual(3_000_000);
    expect(documentOf(html).querySelectorAll("main > section").length).toBeGreaterThan(5);
  });
});

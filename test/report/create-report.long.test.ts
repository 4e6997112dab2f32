import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { fitBgNbd, simulateOrders, summarizeCustomers, table } from "../../src/index.js";
import { createReport } from "../../src/report/index.js";
import { describeWithSharedData, sharedTable } from "../shared-data.js";

const columns = { customer: "customer", date: "date", amount: "amount" } as const;
const documentOf = (html: string) => parseHTML(html).document;
const textOf = (html: string): string => documentOf(html).body.textContent ?? "";
const bytesOf = (html: string): number => new TextEncoder().encode(html).length;

/** Orders of a year of so many customers. */
const ordersOf = (customers: number) =>
  simulateOrders(
    { kind: "bg-nbd", parameters: { r: 0.5, alpha: 3, a: 0.5, b: 3 }, unit: "week" },
    {
      customers,
      start: "2025-01-01",
      end: "2025-12-31",
      seed: 1,
      spend: { kind: "gamma-gamma", parameters: { p: 6, q: 4, gamma: 15 } },
    },
  );

describe("createReport", () => {
  it("stays below 3 MB for 300,000 customers", async () => {
    const orders = ordersOf(300_000);
    const html = await createReport(orders, columns);
    expect(orders.numRows).toBeGreaterThan(600_000);
    expect(bytesOf(html)).toBeLessThanOrEqual(3_000_000);
    expect(textOf(html)).toContain("300,000 customers");
    expect(textOf(html)).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("stays below 3 MB whatever the data: long tables are cut, and say so", async () => {
    const long = "長".repeat(400);
    const orders = ordersOf(1200);
    const named = table(orders.toRows().map((row) => ({ ...row, customer: `${row.customer} ${long}` })));
    const models = Object.fromEntries(
      Array.from({ length: 45 }, (_, i) => [
        `${i}${long}`,
        fitBgNbd(summarizeCustomers(orders, { ...columns, unit: "week" }).head(300)),
      ]),
    );
    const page = await createReport(named, { ...columns, models });
    expect(bytesOf(page)).toBeLessThanOrEqual(3_000_000);
    expect(textOf(page)).toMatch(/Shown: [\d,]+ of 1,200 rows; the CSV file has/);
  });
});

describeWithSharedData("createReport on Online Retail", () => {
  it("is below 3 MB and says how much it left out", async () => {
    const orders = await sharedTable("online_retail.csv.gz");
    const page = await createReport(orders, {
      customer: "CustomerID",
      date: "InvoiceDate",
      amount: { quantity: "Quantity", price: "UnitPrice" },
      order: "InvoiceNo",
      missingCustomer: "drop",
    });
    expect(bytesOf(page)).toBeLessThan(1_500_000);
    const text = textOf(page);
    expect(text).toMatch(/135,080 rows \(24.9%\) name no customer/);
    expect(text).toMatch(/The best customers, by the revenue expected of each in the next year, are 14646 \(/);
    expect(text).not.toMatch(/at most|upper bound|statusReason|peakShare|bg-nbd|ø/);
    expect(text).toMatch(/4,335 customers who ever bought 3,473 are customers now, and 862 have been silent/);
    expect(text).toMatch(/model came out 25\.1% below the 4,553 purchases that then came/);
    expect(text).not.toContain("The interval covers");
    expect(text).toMatch(/1,490 of 4,335 customers .* ordered only once; 68 more .* on one day only/);
    expect(text).toMatch(/1,558 customers bought on one day only/);
    const column = (caption: string, index: number): string[] =>
      [
        ...[...documentOf(page).querySelectorAll("table")]
          .find((one) => one.querySelector("caption")!.textContent!.startsWith(caption))!
          .querySelectorAll("tbody tr"),
      ].map((row) => row.querySelectorAll("td")[index]!.textContent!);
    const counts = column("What was done", 1).map((count) => Number(count.replace(/,/g, "")));
    expect(counts.at(-1)).toBe(541_909);
    expect(counts.slice(0, -1).reduce((sum, count) => sum + count, 0)).toBe(541_909);
    expect(column("Customers by quarter", 6).slice(0, 3)).toEqual(Array(3).fill("not known"));
    expect(column("Customers by quarter", 6)[3]).toBe("18.8%");
    const sinceLast = column("Good customers", 7);
    const [usual, overdue] = [column("Good customers", 8), column("Good customers", 9)];
    expect(sinceLast.map((days, i) => Number(days) - Number(usual[i]))).toEqual(overdue.map(Number));
    // Every customer is in the CSV file, and every month of the table of cohorts is one that has begun.
    expect(text).toContain("Shown: 200 of 4,335 rows; the CSV file has 4,335.");
    expect(column("Buying customers by month", 2)).toHaveLength(91);
    expect(column("Buying customers by month", 2)).not.toContain("");
    // One share of the top fifth, in sentence, picture and table.
    expect(column("Revenue of the top", 3)).toContain("73.5%");
    expect(text).toContain("4,317 customers with positive revenue the top 20% bring 73.5% of what these bring");
    expect(text).toContain("The top 20% hold 73.5% of the total");
  });
});

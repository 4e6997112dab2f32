import { describe, expect, it } from "vitest";
import { checkOrders, type readCsv } from "../../../src/index.js";
import { describeWithSharedData, sharedTable } from "../../shared-data.js";

/** Thirty rows of ten customers, with a value of each kind under the given names. */
function file(columns: Readonly<Record<string, (row: number) => unknown>>): Record<string, unknown[]> {
  const rows = Array.from({ length: 30 }, (_, row) => row);
  return Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, rows.map(value)]));
}
const customer = (row: number) => `c${row % 10}`;
const day = (row: number) => `2026-01-${String(1 + (row % 28)).padStart(2, "0")}`;
const cents = (row: number) => 10 + ((row * 37) % 100) / 7;
const order = (row: number) => 500_000 + row * 3;
const suggest = (columns: Parameters<typeof file>[0]) => checkOrders(file(columns)).suggested;

describe("the columns of an export", () => {
  it.each<[string, Parameters<typeof file>[0], object]>([
    [
      "are told from times of updates, managers, taxes and numbers of documents",
      {
        document_number: order,
        account_manager: (row) => `m${row % 3}`,
        user_id: customer,
        created_at: day,
        updated_at: day,
        tax_total: (row) => cents(row) / 10,
        total: cents,
      },
      { customer: "user_id", date: "created_at", amount: "total", order: "document_number" },
    ],
    [
      "are read in Chinese",
      { 订单号: order, 客户编号: customer, 订单日期: day, 金额: cents, 数量: (row) => 1 + (row % 4) },
      { customer: "客户编号", date: "订单日期", amount: "金额", order: "订单号" },
    ],
    [
      "are read in German",
      { Rechnungsnummer: order, Kundennummer: customer, Rechnungsdatum: day, Betrag: cents, Steuer: cents },
      { customer: "Kundennummer", date: "Rechnungsdatum", amount: "Betrag", order: "Rechnungsnummer" },
    ],
    [
      "are read in Spanish",
      { "Código cliente": customer, Fecha: day, Importe: cents },
      { customer: "Código cliente", date: "Fecha", amount: "Importe" },
    ],
    [
      "are quantity and price where there is no total",
      { InvoiceNo: order, CustomerID: customer, InvoiceDate: day, Quantity: (row) => 1 + (row % 5), UnitPrice: cents },
      {
        customer: "CustomerID",
        date: "InvoiceDate",
        amount: { quantity: "Quantity", price: "UnitPrice" },
        order: "InvoiceNo",
      },
    ],
  ])("%s", (_, columns, expected) => {
    expect(suggest(columns)).toEqual(expected);
  });

  it("are never an amount where they count documents", () => {
    const check = checkOrders(file({ customer, date: day, "Document No Total": order }));
    expect(check.suggested.amount).toBeUndefined();
    expect(check.suggested).not.toHaveProperty("amount");
  });

  it("do not take a name of a person for an order", () => {
    expect(suggest({ "Bill-to Name": customer, date: day, customer, amount: cents }).order).toBeUndefined();
  });

  it("are left out where two fit alike, and both are named with their reasons", () => {
    const check = checkOrders(
      file({ customer, date: day, "gross amount": cents, "net revenue": (row) => cents(row) / 2 }),
    );
    expect(check.suggested.amount).toBeUndefined();
    const amounts = check.candidates.toRows().filter((row) => row.role === "amount");
    expect(amounts.map((row) => row.column).sort()).toEqual(["gross amount", "net revenue"]);
    expect(amounts[0]).toMatchObject({ reason: expect.stringContaining("holds cents") });
    expect(amounts.every((row) => row.confidence! > 0 && row.confidence! <= 1)).toBe(true);
  });
});

describeWithSharedData("the columns and findings of real files", () => {
  it("are found in Online Retail, in Superstore and in a grocery chain's transactions, the findings few and true", async () => {
    const found = (check: ReturnType<typeof checkOrders>) => check.findings.toRows().map((row) => [row.code, row.rows]);
    const retail = checkOrders(await sharedTable("online_retail.csv.gz"));
    expect(found(retail)).toEqual([
      ["missing-customer", 135_080],
      ["repeated-rows", 5270],
      ["negative-amount", 9290],
      ["zero-amount", 2515],
    ]);
    expect(retail.suggested).toEqual({
      customer: "CustomerID",
      date: "InvoiceDate",
      amount: { quantity: "Quantity", price: "UnitPrice" },
      order: "InvoiceNo",
    });
    const superstore = await readSuperstore();
    expect(found(checkOrders(superstore))).toEqual([]);
    expect(checkOrders(superstore).suggested).toMatchObject({
      customer: "Customer ID",
      date: "Order Date",
      amount: "Sales",
    });
    const groceries = checkOrders(await sharedTable("completejourney/transactions_sample.csv.gz"));
    expect(found(groceries)).toEqual([["zero-amount", 528]]);
    expect(groceries.suggested).toMatchObject({
      customer: "household_id",
      date: "transaction_timestamp",
      amount: "sales_value",
    });
  });
});

/** Below the orders stand 806 lines of two other sheets. */
function readSuperstore(): ReturnType<typeof readCsv> {
  return sharedTable("superstore.csv.gz", { dateFormat: { "Order Date": "mdy" }, footer: 806 });
}

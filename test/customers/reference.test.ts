import { beforeAll, expect, it } from "vitest";
import { cohorts, splitHoldout, summarizeCustomers, type Table } from "../../src/index.js";
import { describeWithSharedData, type ReferenceRow, referenceRows, sharedTable } from "../shared-data.js";

const rows = referenceRows("segmentation-churn-baskets.json");
const isClean = (row: ReferenceRow) => row.preprocessing?.startsWith("OR-CLEAN") ?? false;

/** The options that clean Online Retail as the reference does ("OR-CLEAN"). */
const clean = {
  customer: "CustomerID",
  date: "InvoiceDate",
  amount: { quantity: "Quantity", price: "UnitPrice" },
  order: "InvoiceNo",
  missingCustomer: "drop",
  refunds: "drop",
  zeroAmounts: "drop",
} as const;

describeWithSharedData("Online Retail", () => {
  let orders: Table;
  beforeAll(async () => {
    orders = await sharedTable("online_retail.csv.gz");
  });

  it.each(rows.filter((row) => row.topic === "data" && isClean(row)).map((row) => [row.quantity, row] as const))(
    "cleaned has the %s of the reference",
    (quantity, row) => {
      const customers = summarizeCustomers(orders, clean);
      const { ledger } = customers;
      const sum = (name: "orders" | "revenue") =>
        customers
          .column(name)
          .toArray()
          .reduce((total: number, value) => total + value!, 0);
      const actual: Record<string, number> = {
        rows: ledger.rows - ledger.droppedMissingCustomer - ledger.droppedRefunds - ledger.droppedZeroAmounts,
        customers: customers.numRows,
        invoices: sum("orders"),
        "total revenue": sum("revenue"),
      };
      expect(Math.abs(actual[quantity]! - Number(row.value))).toBeLessThanOrEqual(row.tolerance ?? 0);
    },
  );

  it.each(rows.filter((row) => row.topic === "data" && !isClean(row)).map((row) => [row.quantity, row] as const))(
    "as it is has the %s of the reference",
    (quantity, row) => {
      const withCustomer = orders
        .column("CustomerID")
        .toArray()
        .filter((id) => id !== null).length;
      const cancelled = orders
        .column("InvoiceNo")
        .toArray()
        .filter((invoice) => String(invoice).startsWith("C")).length;
      const actual: Record<string, number> = {
        rows: orders.numRows,
        "rows with CustomerID": withCustomer,
        "rows of cancelled invoices (C...)": cancelled,
      };
      expect(actual[quantity]).toBe(row.value);
    },
  );

  it.each(rows.filter((row) => row.topic === "cohort").map((row) => [row.quantity, row] as const))(
    "has the %s",
    (quantity, row) => {
      const cohort = /\d{4}-\d{2}/.exec(quantity)![0];
      const values = cohorts(orders, clean)
        .where((one) => one.cohort === cohort && one.value !== null)
        .column("value")
        .toArray();
      expect(values).toEqual(row.value);
    },
  );
});

describeWithSharedData("CDNOW", () => {
  it("splits into the calibration and holdout that the peers use, for all 2,357 customers", async () => {
    const orders = await sharedTable("cdnow_sample_trans.csv");
    const expected = (await sharedTable("cdnow_btyd_cbs.csv")).toRows() as Record<string, number>[];
    const { calibration, holdout } = splitHoldout(orders, {
      customer: "sample_id",
      date: "date",
      amount: "dollars",
      calibrationEnd: "1997-09-30",
      end: "1998-06-30",
      unit: "week",
    });
    const byCustomer = new Map(expected.map((row) => [row["cust"], row]));
    const purchases = holdout.column("purchases").toArray();
    expect(calibration.numRows).toBe(2357);
    calibration.toRows().forEach((row, i) => {
      const known = byCustomer.get(Number(row.customer))!;
      expect(row.frequency).toBe(known["x"]);
      expect(Math.abs(row.recency! - known["t.x"]!)).toBeLessThan(1e-9);
      expect(Math.abs(row.age! - known["T.cal"]!)).toBeLessThan(1e-9);
      expect(purchases[i]).toBe(known["x.star"]);
      if (known["x"]! > 0) expect(Math.abs(row.monetary! - known["m.x"]!)).toBeLessThan(1e-9);
      else expect(row.monetary).toBeNull();
    });
  });
});

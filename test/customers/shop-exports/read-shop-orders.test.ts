import { describe, expect, it } from "vitest";
import { checkOrders, readCsv, readShopOrders, type Shop, summarizeCustomers } from "../../../src/index.js";

const roles = { customer: "customer", date: "date", amount: "amount", order: "order" } as const;

async function read(shop: Shop, csv: string, options: object = {}) {
  const delimiter = csv.includes("\t") ? { delimiter: "\t" } : {};
  return readShopOrders(await readCsv(csv, delimiter), { shop, ...options });
}

/** Customer, day, amount and order of each row. */
const shown = ({ orders }: ReturnType<typeof readShopOrders>) =>
  orders.toRows().map((row) => [row.customer, row.date?.toISOString().slice(0, 16), row.amount, row.order]);

/** The order's own columns stand on its first line; a cancelled, a pending, a refunded and a discounted order. */
const shopify = `Name,Email,Financial Status,Paid at,Currency,Subtotal,Shipping,Taxes,Total,Discount Amount,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Cancelled at,Refunded Amount,Billing Name,Id
#1001,Ada@Example.com,paid,2024-03-01 10:00:00 -0500,USD,50.00,5.00,4.40,59.40,0.00,2024-03-01 10:00:00 -0500,2,Mug,10.00,MUG,,0.00,Ada L,501
#1001,Ada@Example.com,,,,,,,,,2024-03-01 10:00:00 -0500,1,Pot,30.00,POT,,,,
#1002,bob@example.com,paid,2024-03-02 23:30:00 -0500,USD,27.00,0.00,0.00,27.00,3.00,2024-03-02 23:30:00 -0500,1,Mug,10.00,MUG,,0.00,Bob B,502
#1002,bob@example.com,,,,,,,,,2024-03-02 23:30:00 -0500,2,Cup,10.00,CUP,,,,
#1003,bob@example.com,voided,,USD,10.00,0.00,0.00,10.00,0.00,2024-03-03 09:00:00 -0500,1,Mug,10.00,MUG,2024-03-03 10:00:00 -0500,0.00,Bob B,503
#1004,eve@example.com,pending,,USD,20.00,0.00,0.00,20.00,0.00,2024-03-04 09:00:00 -0500,2,Mug,10.00,MUG,,0.00,Eve E,504
#1005,ada@example.com,partially_refunded,2024-03-05 09:00:00 -0500,USD,40.00,10.00,0.00,50.00,0.00,2024-03-05 09:00:00 -0500,4,Cup,10.00,CUP,,25.00,Ada L,505
#1006,,paid,2024-03-06 09:00:00 -0500,USD,10.00,0.00,0.00,10.00,0.00,2024-03-06 09:00:00 -0500,1,Mug,10.00,MUG,,0.00,,506
`;

describe("an export of Shopify", () => {
  it("comes to lines whose sums are the subtotals, refunds in proportion, without what was cancelled or not paid", async () => {
    const result = await read("shopify", shopify);
    expect(shown(result)).toEqual([
      ["ada@example.com", "2024-03-01T15:00", 20, "#1001"],
      ["ada@example.com", "2024-03-01T15:00", 30, "#1001"],
      ["bob@example.com", "2024-03-03T04:30", 9, "#1002"],
      ["bob@example.com", "2024-03-03T04:30", 18, "#1002"],
      ["ada@example.com", "2024-03-05T14:00", 40, "#1005"],
      ["ada@example.com", "2024-03-05T14:00", -20, "#1005"],
      [null, "2024-03-06T14:00", 10, "#1006"],
    ]);
    expect(result.ledger).toEqual({
      shop: "shopify",
      rows: 8,
      orders: 4,
      lines: 6,
      droppedCancelled: 1,
      droppedUnpaid: 1,
      droppedFailed: 0,
      droppedOtherCurrency: 0,
      droppedContinuation: 0,
      refunds: 1,
      refundedAmount: 20,
      withoutCustomer: 1,
      currency: "USD",
      unknownStates: [],
    });
    expect(result.orders.column("product").toArray().slice(0, 2)).toEqual(["MUG", "POT"]);
  });

  it("goes straight into a summary, whose days are the shop's in its time zone", async () => {
    const { orders } = await read("shopify", shopify);
    const options = { ...roles, missingCustomer: "drop", timeZone: "America/New_York" } as const;
    expect(summarizeCustomers(orders, options).toRows()).toMatchObject([
      { customer: "ada@example.com", orders: 2, revenue: 70, frequency: 1, recency: 4 },
      { customer: "bob@example.com", orders: 1, revenue: 27 },
    ]);
    const check = checkOrders(orders, { asOf: "2024-04-01" });
    expect(check.suggested).toMatchObject(roles);
  });

  it("leaves nothing of an order that went back whole", async () => {
    const rows = shopify.replace("partially_refunded", "refunded").replace(",25.00,Ada", ",50.00,Ada");
    const { ledger } = await read("shopify", rows);
    expect(ledger).toMatchObject({ refunds: 1, refundedAmount: 40 });
  });

  it("needs to be told the currency where there are several", async () => {
    const rows = shopify.replace("USD,27.00", "CAD,27.00");
    await expect(read("shopify", rows)).rejects.toThrow('several currencies ("USD", "CAD")');
    const { ledger } = await read("shopify", rows, { currency: "usd" });
    expect(ledger).toMatchObject({ orders: 3, droppedOtherCurrency: 2, currency: "USD" });
    await expect(read("shopify", rows, { currency: "EUR" })).rejects.toThrow('option "currency" must be one of');
  });
});

const wooLines = `order_id,order_number,order_date,status,order_total,refunded_total,order_currency,customer_id,billing_email,item_name,item_sku,item_quantity,item_total
11,11,2024-03-01 10:00:00,wc-completed,35.00,0,EUR,7,ada@example.com,Mug,MUG,2,20.00
11,11,2024-03-01 10:00:00,wc-completed,35.00,0,EUR,7,ada@example.com,Pot,POT,1,10.00
12,12,2024-03-02 10:00:00,on-hold,20.00,0,EUR,8,bob@example.com,Mug,MUG,2,20.00
13,13,2024-03-03 10:00:00,refunded,10.00,0,EUR,8,bob@example.com,Mug,MUG,1,10.00
14,14,2024-03-04 10:00:00,cancelled,10.00,0,EUR,8,bob@example.com,Mug,MUG,1,10.00
15,15,2024-03-05 10:00:00,failed,10.00,0,EUR,8,bob@example.com,Mug,MUG,1,10.00
16,16,2024-03-06 10:00:00,processing,20.00,-5.00,EUR,0,guest@example.com,Mug,MUG,2,20.00
17,17,2024-03-07 10:00:00,picked-up,10.00,0,EUR,7,ada@example.com,Mug,MUG,1,10.00
`;

describe("an export of WooCommerce", () => {
  it("with a row an item has its lines, its states and its refunds", async () => {
    const result = await read("woocommerce", wooLines);
    expect(shown(result)).toEqual([
      ["ada@example.com", "2024-03-01T10:00", 20, "11"],
      ["ada@example.com", "2024-03-01T10:00", 10, "11"],
      ["bob@example.com", "2024-03-03T10:00", 10, "13"],
      ["bob@example.com", "2024-03-03T10:00", -10, "13"],
      ["guest@example.com", "2024-03-06T10:00", 20, "16"],
      ["guest@example.com", "2024-03-06T10:00", -5, "16"],
      ["ada@example.com", "2024-03-07T10:00", 10, "17"],
    ]);
    expect(result.ledger).toMatchObject({
      droppedUnpaid: 1,
      droppedCancelled: 1,
      droppedFailed: 1,
      unknownStates: ["picked up"],
    });
  });

  it("of the report of orders has a row an order", async () => {
    const report = `Date,Order #,N. Revenue,Status,Customer,Customer type,Product(s),Items sold
2024-03-01 10:00:00,21,30.5,completed,Ada L,new,2× Mug,2
2024-03-02 10:00:00,22,12,cancelled,Bob B,returning,1× Mug,1
`;
    expect(shown(await read("woocommerce", report))).toEqual([["Ada L", "2024-03-01T10:00", 30.5, "21"]]);
  });
});

describe("an export of Magento", () => {
  it("of the grid has a row an order, refunds in the base currency", async () => {
    const grid = `ID,Purchase Point,Purchase Date,Bill-to Name,Ship-to Name,Grand Total (Base),Grand Total (Purchased),Status,Customer Email,Customer Group,Subtotal,Total Refunded
000000001,"Main Website Store",2024-03-01 10:00:00,Ada L,Ada L,59.40,54.00,complete,ada@example.com,General,50.00,0
000000002,"Main Website Store",2024-03-02 10:00:00,Bob B,Bob B,20.00,18.00,pending,bob@example.com,General,20.00,0
000000003,"Main Website Store",2024-03-03 10:00:00,Bob B,Eve E,20.00,18.00,closed,bob@example.com,General,20.00,20.00
000000004,"Main Website Store",2024-03-04 10:00:00,Eve E,Eve E,20.00,18.00,canceled,eve@example.com,General,20.00,
`;
    const result = await read("magento", grid);
    expect(shown(result)).toEqual([
      ["ada@example.com", "2024-03-01T10:00", 59.4, "000000001"],
      ["bob@example.com", "2024-03-03T10:00", 20, "000000003"],
      ["bob@example.com", "2024-03-03T10:00", -20, "000000003"],
    ]);
    expect(result.ledger).toMatchObject({ droppedUnpaid: 1, droppedCancelled: 1, refunds: 1 });
  });

  it("of items has lines after their discounts", async () => {
    const items = `increment_id,created_at,status,customer_email,base_currency_code,sku,qty_ordered,base_row_total,base_discount_amount
1,2024-03-01 10:00:00,complete,ada@example.com,EUR,MUG,2.0000,20.0000,2.0000
1,2024-03-01 10:00:00,complete,ada@example.com,EUR,POT,1.0000,30.0000,
`;
    expect((await read("magento", items)).orders.column("amount").toArray()).toEqual([18, 30]);
  });
});

describe("an export of Amazon", () => {
  const report = `order-id\torder-item-id\tpurchase-date\tbuyer-email\tsku\tquantity-purchased\tcurrency\titem-price\titem-tax\tshipping-price\titem-promotion-discount\torder-status\titem-status
058-1\t1\t2024-03-01T18:53:56+00:00\tx1@marketplace.amazon.com\tMUG\t3\tUSD\t30.00\t2.40\t4.00\t-3.00\tShipped\tShipped
058-1\t2\t2024-03-01T18:53:56+00:00\tx1@marketplace.amazon.com\tPOT\t1\tUSD\t25.00\t2.00\t0.00\t\tShipped\tCancelled
\t\t\t\t\t\t\t\t\t\t-1.00\t\t
058-2\t3\t2024-03-02T18:53:56+00:00\tx2@marketplace.amazon.com\tMUG\t1\tUSD\t10.00\t0.80\t4.00\t\tPending\t
`;

  it("takes the price for that of all pieces, each line by its own state, and passes over lines that only continue", async () => {
    const result = await read("amazon", report);
    expect(shown(result)).toEqual([["x1@marketplace.amazon.com", "2024-03-01T18:53", 27, "058-1"]]);
    expect(result.ledger).toMatchObject({ lines: 1, droppedCancelled: 1, droppedUnpaid: 1, droppedContinuation: 1 });
    expect(result.orders.column("quantity").toArray()).toEqual([3]);
  });

  it("without buyers is refused, and says which report has them", async () => {
    const anonymous = report.replace("buyer-email", "ship-city");
    await expect(read("amazon", anonymous)).rejects.toThrow("the report of all orders does not say who bought");
  });
});

describe("an export of Stripe", () => {
  it("has payments, of which failed and uncaptured ones do not count", async () => {
    const payments = `id,Created date (UTC),Amount,Amount Refunded,Currency,Captured,Status,Customer ID,Customer Email,Description
ch_1,2024-03-01 10:00:00,20.00,0.00,usd,true,Paid,cus_1,ada@example.com,Mug
ch_2,2024-03-02 10:00:00,20.00,5.00,usd,true,Paid,cus_1,ada@example.com,Mug
ch_3,2024-03-03 10:00:00,30.00,30.00,usd,true,Refunded,cus_2,bob@example.com,Pot
ch_4,2024-03-04 10:00:00,30.00,0.00,usd,true,Failed,cus_2,bob@example.com,Pot
ch_5,2024-03-05 10:00:00,30.00,0.00,usd,false,Uncaptured,cus_2,bob@example.com,Pot
ch_6,2024-03-06 10:00:00,8.00,0.00,usd,true,Paid,,eve@example.com,Cup
`;
    const result = await read("stripe", payments);
    expect(shown(result)).toEqual([
      ["cus_1", "2024-03-01T10:00", 20, "ch_1"],
      ["cus_1", "2024-03-02T10:00", 20, "ch_2"],
      ["cus_1", "2024-03-02T10:00", -5, "ch_2"],
      ["cus_2", "2024-03-03T10:00", 30, "ch_3"],
      ["cus_2", "2024-03-03T10:00", -30, "ch_3"],
      ["eve@example.com", "2024-03-06T10:00", 8, "ch_6"],
    ]);
    expect(result.ledger).toMatchObject({ droppedFailed: 1, droppedUnpaid: 1, refundedAmount: 35, currency: "USD" });
  });
});

describe("any export", () => {
  it("is refused where it is none of the shop, with the columns that were looked for", async () => {
    await expect(read("shopify", wooLines)).rejects.toThrow(
      expect.objectContaining({ code: "unknown-column", message: expect.stringContaining("Orders > Export") }) as Error,
    );
  });

  it("is refused for an unknown shop and unknown options", async () => {
    await expect(read("etsy" as never, wooLines)).rejects.toThrow('option "shop" must be one of');
    await expect(read(undefined as never, wooLines)).rejects.toThrow('option "shop" must be one of');
    await expect(read("shopify", shopify, { curency: "USD" })).rejects.toThrow("curency");
  });

  it("is refused where an order has no date, or a date or amount is written in another way, naming the option", async () => {
    const undated = wooLines.replace("17,17,2024-03-07 10:00:00", "17,17,");
    await expect(read("woocommerce", undated)).rejects.toThrow('order "17" has no date');
    const american = wooLines.replaceAll(/2024-03-0(\d)/g, "9/2$1/2016");
    await expect(read("woocommerce", american)).rejects.toThrow('dateFormat: "mdy"');
    await expect(read("woocommerce", wooLines.replace("20.00\n11", '"20,00"\n11'))).rejects.toThrow('decimal: ","');
  });

  it("accounts for every row", async () => {
    for (const [shop, csv] of [
      ["shopify", shopify],
      ["woocommerce", wooLines],
    ] as const) {
      const { ledger } = await read(shop, csv);
      const dropped = Object.entries(ledger).filter(([name]) => name.startsWith("dropped"));
      expect(dropped.reduce((sum, [, count]) => sum + (count as number), ledger.lines)).toBe(ledger.rows);
    }
  });
});

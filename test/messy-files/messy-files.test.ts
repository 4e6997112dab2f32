import { describe, expect, it } from "vitest";
import {
  ClienteleError,
  checkOrders,
  type OrderColumns,
  readCsv,
  summarizeCustomers,
  type Table,
} from "../../src/index.js";
import type { Mended, MessyFile, TrueOrder } from "./messy-file.js";
import { messyFiles } from "./messy-files.js";
import { trueOrders } from "./true-orders.js";

const asOf = "2026-05-01";

/** Revenue, days with purchases, and from the first to the last of them, customer by customer. */
function trueNumbers(orders: readonly TrueOrder[]): Map<string, { revenue: number; days: number; span: number }> {
  const byCustomer = new Map<string, TrueOrder[]>();
  for (const order of orders) byCustomer.set(order.customer, [...(byCustomer.get(order.customer) ?? []), order]);
  return new Map(
    [...byCustomer].map(([customer, own]) => {
      const bought = own.filter(({ amount }) => amount >= 0).map(({ day }) => Date.parse(day) / 86_400_000);
      const revenue = own.reduce((sum, { amount }) => sum + amount, 0);
      return [customer, { revenue, days: new Set(bought).size, span: Math.max(...bought) - Math.min(...bought) }];
    }),
  );
}

/** The same of the summary of a table; throws what the library throws. */
function numbersOf(table: Table, columns: object): ReturnType<typeof trueNumbers> {
  return new Map(
    summarizeCustomers(table, columns as OrderColumns)
      .toRows()
      .map((row) => [String(row.customer), { revenue: row.revenue!, days: row.frequency! + 1, span: row.recency! }]),
  );
}

const rounded = (numbers: ReturnType<typeof trueNumbers>) =>
  [...numbers]
    .map(([customer, { revenue, days, span }]) => [customer, Math.round(100 * revenue), days, span])
    .sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));

/** All that a reader is told who knows nothing of the file: an error on the way, or findings; and the numbers. */
async function readBlindly(content: MessyFile["content"]) {
  const told: string[] = [];
  try {
    const table = await readCsv(content);
    const check = checkOrders(table, { asOf });
    for (const { severity, finding, advice } of check.findings.toRows()) {
      if (severity !== "note") told.push(`${finding}: ${advice}`);
    }
    return { told, numbers: numbersOf(table, check.suggested) };
  } catch (error) {
    if (!(error instanceof ClienteleError)) throw error;
    return { told: [...told, error.message], numbers: null };
  }
}

async function readMended(content: MessyFile["content"], { reading, change, rows, columns }: Mended) {
  let table: Table = await readCsv(content, reading);
  if (change !== undefined) table = change(table);
  if (rows !== undefined) table = table.where(rows as never);
  const roles = ["customer", "date", "amount", "order", "dateUnit", "timeZone"];
  const given = Object.fromEntries(Object.entries(columns ?? {}).filter(([name]) => roles.includes(name)));
  const { suggested } = checkOrders(table, { ...given, asOf });
  return numbersOf(table, { ...suggested, ...columns });
}

describe("a messy file", () => {
  it("is one of at least 60, each with a name of its own", () => {
    expect(messyFiles.length).toBeGreaterThanOrEqual(60);
    expect(new Set(messyFiles.map(({ name }) => name)).size).toBe(messyFiles.length);
  });

  it.each(messyFiles.map((file) => [file.name, file] as const))("%s", async (_, file) => {
    const truth = rounded(trueNumbers(file.orders ?? trueOrders));
    const blind = await readBlindly(file.content);
    if (file.says === "right") {
      expect(blind.told).toEqual([]);
      expect(rounded(blind.numbers!)).toEqual(truth);
      return;
    }
    expect(blind.told.join("\n")).toContain(file.says);
    if (file.mended === null || file.mended === undefined) return;
    expect(rounded(await readMended(file.content, file.mended))).toEqual(truth);
  });
});

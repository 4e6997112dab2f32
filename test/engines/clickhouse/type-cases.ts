import { expect, it } from "vitest";
import type { ServerConnection } from "../../../src/engines/clickhouse/server-connection.js";
import type { Engine } from "../../../src/engines/engine/engine.js";

const columns = { customer: "customer", date: "day", amount: "amount" } as const;

/** What a server of any version makes of types, names and values that are out of the ordinary. */
export function runTypeCases(of: () => { readonly engine: Engine; readonly server: ServerConnection }): void {
  let tables = 0;
  /** Makes a table of columns and rows, both written as SQL of the test's own. */
  const tableOf = async (declared: string, rows: string): Promise<string> => {
    const table = `typed_${tables++}`;
    await of().server.run("test", `CREATE TABLE ${table} (${declared}) ENGINE = Memory`);
    if (rows !== "") await of().server.run("test", `INSERT INTO ${table} SELECT * FROM (${rows})`);
    return table;
  };
  const idsOf = async (declared: string, values: readonly string[]): Promise<unknown[]> => {
    const rows = values.map((value) => `SELECT ${value} AS customer, toDate('2026-01-05') AS day, 1. AS amount`);
    const table = await tableOf(`customer ${declared}, day Date, amount Float64`, rows.join(" UNION ALL "));
    const customers = await of().engine.summarizeCustomers(table, columns);
    expect(customers.ledger.rows).toBe(values.length);
    return customers.column("customer").toArray();
  };

  it.each([
    ["UInt64", ["toUInt64(7)", "toUInt64(3)"], [3, 7]],
    ["UInt64", ["toUInt64(18446744073709551615)", "toUInt64(3)"], ["3", "18446744073709551615"]],
    ["Int64", ["toInt64(-9007199254740993)", "toInt64(3)"], ["-9007199254740993", "3"]],
    ["Nullable(Int32)", ["toInt32(-1)", "toInt32(2)"], [-1, 2]],
    ["UInt8", ["toUInt8(200)", "toUInt8(2)"], [2, 200]],
    ["Float64", ["1.5", "-2."], [-2, 1.5]],
    ["Decimal(18, 2)", ["toDecimal64(1.25, 2)", "toDecimal64(7, 2)"], [1.25, 7]],
    ["FixedString(4)", ["toFixedString('ab', 4)", "toFixedString('cdef', 4)"], ["ab", "cdef"]],
    ["Enum8('x' = 1, 'y' = 2)", ["'y'", "'x'"], ["x", "y"]],
    ["Date", ["toDate('2020-02-29')", "toDate('2019-01-01')"], ["2019-01-01", "2020-02-29"]],
    [
      "UUID",
      ["toUUID('61f0c404-5cb3-11e7-907b-a6006ad3dba0')", "toUUID('00000000-0000-0000-0000-000000000001')"],
      ["00000000-0000-0000-0000-000000000001", "61f0c404-5cb3-11e7-907b-a6006ad3dba0"],
    ],
  ])("takes ids of the type %s: %j", async (declared, values, ids) => {
    expect(await idsOf(declared, values)).toEqual(ids);
  });

  it("reads days from dates, moments, numbers and text", async () => {
    const table = await tableOf(
      "customer String, d Date, t DateTime, n Int64, s String",
      "SELECT 'ada' AS customer, toDate('2026-01-05') AS d, toDateTime('2026-01-05 23:59:59', 'UTC') AS t, " +
        "toInt64(1767657599999) AS n, '2026-01-06T01:30:00+02:00' AS s",
    );
    for (const date of ["d", "t", "n", "s"]) {
      const customers = await of().engine.summarizeCustomers(table, { customer: "customer", date });
      expect(customers.toRows()[0]!.firstOrder).toEqual(new Date("2026-01-05"));
    }
    const options = { customer: "customer", date: "t", timeZone: "Asia/Shanghai" };
    const inShanghai = await of().engine.summarizeCustomers(table, options);
    expect(inShanghai.toRows()[0]!.firstOrder).toEqual(new Date("2026-01-06"));
  });

  it("reads a query as it reads a table", async () => {
    const query = "SELECT 'ada' AS customer, toDate('2026-01-05') AS day, 2.5 AS amount -- the end";
    const customers = await of().engine.summarizeCustomers({ query }, columns);
    expect(customers.toRows()).toMatchObject([{ customer: "ada", revenue: 2.5 }]);
  });

  it("takes tables and columns of any name", async () => {
    const names = ["o'rders; DROP", 'quo"te', "back\\slash", "tick`", "日期", "two\nlines"];
    for (const own of names) {
      const quoted = `\`${own.replace(/[\\`]/g, "\\$&")}\``;
      const { server, engine } = of();
      await server.run("test", `CREATE TABLE ${quoted} (${quoted} String, day Int32) ENGINE = Memory`);
      await server.run("test", `INSERT INTO ${quoted} SELECT 'ada', toInt32(-1)`);
      const customers = await engine.summarizeCustomers(own, { customer: own, date: "day", dateUnit: "day" });
      expect(customers.toRows()[0]!.firstOrder).toEqual(new Date("1969-12-31"));
    }
  });

  it.each([
    ["nan", "missing-value"],
    ["1. / 0", "not-finite"],
    ["-1. / 0", "not-finite"],
  ])("refuses an amount of %s", async (amount, code) => {
    const rows = `SELECT 'ada' AS customer, toInt32(1) AS day, toFloat64(${amount}) AS amount`;
    const table = await tableOf("customer String, day Int32, amount Float64", rows);
    const summary = of().engine.summarizeCustomers(table, { ...columns, dateUnit: "day" });
    await expect(summary).rejects.toMatchObject({ code });
  });

  it("refuses what is not there, or is no source", async () => {
    const { engine } = of();
    const table = await tableOf("customer String, day Int32, amount Float64", "");
    await expect(engine.summarizeCustomers(table, columns)).rejects.toMatchObject({ code: "empty-table" });
    await expect(engine.summarizeCustomers("no_such", columns)).rejects.toMatchObject({ code: "unknown-table" });
    const unknown = engine.summarizeCustomers(table, { ...columns, customer: "client" });
    await expect(unknown).rejects.toMatchObject({ code: "unknown-column" });
    await expect(engine.summarizeCustomers("a\0b", columns)).rejects.toMatchObject({ code: "invalid-option" });
    const parquet = engine.summarizeCustomers({ parquet: "orders.parquet" }, columns);
    await expect(parquet).rejects.toMatchObject({ code: "invalid-option" });
  });
}

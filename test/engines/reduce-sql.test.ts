import { DuckDBInstance } from "@duckdb/node-api";
import { describe, expect, it } from "vitest";
import {
  customersFrom,
  type DialectName,
  fitBgNbd,
  groupStatistics,
  type ReduceSqlQuestion,
  reduceSql,
  summarizeCustomers,
} from "../../src/index.js";
import { contractOrders } from "./contract/run-contract.js";
import { valuesQuery } from "./contract/values-query.js";

const orders = contractOrders();
const columns = { customer: "customer", date: "date", amount: "amount" } as const;
const question = {
  ...columns,
  source: { query: valuesQuery(orders) },
  types: { date: "text" },
  end: "1971-11-01",
} as const;

async function rowsOf(statement: string): Promise<Record<string, unknown>[]> {
  const connection = await (await DuckDBInstance.create(":memory:")).connect();
  await connection.run("SET TimeZone = 'UTC'");
  return (await connection.runAndReadAll(statement)).getRowObjectsJS();
}

describe("reduceSql", () => {
  it("prints a statement whose result customersFrom reads", async () => {
    const rows = await rowsOf(reduceSql({ ...question, question: "customers" }, { dialect: "duckdb" }));
    const customers = customersFrom(rows, { unit: "week", end: question.end });
    const expected = summarizeCustomers(orders, { ...columns, unit: "week", end: question.end });
    expect(customers.numRows).toBe(expected.numRows);
    expect(customers.ledger.nettedRefunds).toBe(expected.ledger.nettedRefunds);
    const total = (values: Iterable<number | null>) => [...values].reduce<number>((sum, x) => sum + (x ?? 0), 0);
    for (const column of ["orders", "frequency", "recency", "age", "revenue", "logIntervals"] as const) {
      expect(total(customers.column(column))).toBeCloseTo(total(expected.column(column)), 6);
    }
  });

  it("prints grouped statistics that a fit takes as they come", async () => {
    const asked = { ...question, question: "statistics", unit: "week", refunds: "drop" } as const;
    const fit = fitBgNbd(await rowsOf(reduceSql(asked, { dialect: "duckdb" })));
    const { end } = question;
    const customers = summarizeCustomers(orders, { ...columns, unit: "week", refunds: "drop", end });
    expect(fit.logLikelihood).toBeCloseTo(fitBgNbd(groupStatistics(customers)).logLikelihood, 8);
  });

  it("counts in its ledger what the functions in memory drop or refuse", async () => {
    const asked = { ...question, question: "ledger", refunds: "drop", end: "1970-06-30" } as const;
    const [ledger] = await rowsOf(reduceSql(asked, { dialect: "duckdb" }));
    const expected = summarizeCustomers(orders, { ...columns, refunds: "drop", end: "1970-06-30" }).ledger;
    expect(ledger).toMatchObject({ rows: 600, afterEnd: expected.droppedAfterEnd, refunds: expected.droppedRefunds });
  });

  it("prints every question in every dialect, names and values in its own writing", () => {
    const dialects: DialectName[] = ["duckdb", "clickhouse", "postgres", "bigquery", "snowflake"];
    for (const dialect of dialects) {
      for (const asked of ["customers", "statistics", "cohorts", "ledger"] as const) {
        const hostile: ReduceSqlQuestion = {
          question: asked,
          source: "orders",
          customer: "who\"'`",
          date: "day",
          amount: "amount",
          end: "2026-01-01",
        };
        const statement = reduceSql(hostile, { dialect });
        expect(statement).toMatch(/^SELECT/);
        const quoted = dialect === "bigquery" || dialect === "clickhouse" ? "`who\\\"\\'\\``" : `"who""'\``;
        expect(statement).toContain(quoted);
        expect(statement).not.toMatch(/undefined|\[object/);
      }
    }
  });

  it("refuses questions, dialects and names that it cannot print", () => {
    const base = { ...columns, question: "customers", source: "orders" } as const;
    const refused = (asked: object, options: object) =>
      expect(() => reduceSql(asked as never, options as never)).toThrow(
        expect.objectContaining({ code: "invalid-option" }),
      );
    refused(base, { dialect: "oracle" });
    refused(base, {});
    refused({ ...base, question: "statistics" }, { dialect: "duckdb" });
    refused({ ...base, source: "a\0b" }, { dialect: "duckdb" });
    refused({ ...base, customer: "x".repeat(64) }, { dialect: "postgres" });
    refused({ ...base, typo: 1 }, { dialect: "duckdb" });
  });
});

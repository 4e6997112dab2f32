import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openDuckDb } from "../../../src/engines/duckdb.js";
import { cube, fitBgNbd, fitRfm, probabilityAlive, summarizeCustomers, table } from "../../../src/index.js";
import { readParquetFile } from "../../../src/node/index.js";
import { contractOrders } from "../contract/run-contract.js";
import { valuesQuery } from "../contract/values-query.js";

const folder = mkdtempSync(join(tmpdir(), "clientele-test-"));
const engine = await openDuckDb({ path: join(folder, "orders.duckdb"), memoryLimit: "512MB", threads: 1 });
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

const columns = { customer: "customer", date: "date", amount: "amount" } as const;
const orders = contractOrders();
const source = { query: valuesQuery(orders) };

describe("openDuckDb", () => {
  it("reads CSV files by a pattern, and says when none is there", async () => {
    for (const part of [0, 1]) {
      const rows = Array.from({ length: 300 }, (_, i) => part * 300 + i);
      const lines = rows.map((i) => ["customer", "date", "amount"].map((column) => orders[column]![i]).join(","));
      writeFileSync(join(folder, `part-${part}.csv`), ["customer,date,amount", ...lines].join("\n"));
    }
    const customers = await engine.summarizeCustomers({ csv: join(folder, "part-*.csv") }, columns);
    expect(customers.ledger).toEqual(summarizeCustomers(orders, columns).ledger);
    await expect(engine.summarizeCustomers({ csv: join(folder, "absent-*.csv") }, columns)).rejects.toThrow(
      expect.objectContaining({ code: "unknown-table" }),
    );
  });

  it("cuts days in a time zone as in memory, moments with a zone of their own included", async () => {
    const late = {
      customer: ["ada", "ada", "bob", "cyd"],
      date: ["2026-01-05T23:30:00Z", "2026-01-06T02:00:00+08:00", "2026-01-06 00:10", "2026-03-29T01:30:00.5Z"],
      amount: [1, 2, 3, 4],
    };
    for (const timeZone of ["Asia/Shanghai", "America/New_York", "Europe/Berlin"]) {
      const expected = summarizeCustomers(late, { ...columns, timeZone }).toRows();
      const actual = await engine.summarizeCustomers({ query: valuesQuery(late) }, { ...columns, timeZone });
      expect(actual.toRows()).toEqual(expected);
    }
    const days = { ...late, date: late.date.map((date) => date.slice(0, 10)) };
    const actual = await engine.summarizeCustomers(
      { query: valuesQuery(days) },
      { ...columns, timeZone: "America/New_York" },
    );
    expect(actual.column("firstOrder").toArray()).toEqual(
      summarizeCustomers(days, { ...columns, timeZone: "America/New_York" })
        .column("firstOrder")
        .toArray(),
    );
  });

  it("cuts cubes by days, yes or no, and blank texts as in memory", async () => {
    const rows = {
      day: ["2026-01-05", null, "2026-01-05", "2025-12-31", "1969-07-20"],
      gift: [true, false, null, true, true],
      note: ["", "", "x", null, "x"],
      amount: [1, 2, 3, 4, 5],
    };
    const inMemory = table({ ...rows, day: rows.day.map((day) => (day === null ? null : new Date(day))) });
    const query = "SELECT * REPLACE (CAST(day AS DATE) AS day) FROM (";
    const given = { query: `${query}${valuesQuery(rows)}) AS given` };
    const measures = { first: { min: "day" }, total: { sum: "amount" }, days: { countDistinct: "day" } } as const;
    for (const dimensions of [["day"], ["gift", "note"], ["note"]]) {
      const options = { dimensions, measures, totals: true };
      const actual = await engine.cube(given, options);
      expect(actual.toRows()).toEqual(cube(inMemory, options).toRows());
    }
    const byDay = await engine.summarize(given, { by: ["day"], measures: { rows: { count: true } } });
    expect(byDay.column("day").type).toBe("date");
    const none = { query: `${given.query} WHERE amount > 100` };
    expect((await engine.cube(none, { dimensions: ["note"], measures, totals: "all" })).numRows).toBe(0);
    expect((await engine.cube(none, { dimensions: [], measures })).numRows).toBe(0);
  });

  it("writes scores to Parquet and to a table, and reads back what the functions in memory give", async () => {
    const customers = summarizeCustomers(orders, { ...columns, unit: "week", refunds: "drop" });
    const model = fitBgNbd(customers);
    const options = { ...columns, unit: "week", refunds: "drop", horizon: 26 } as const;
    const parquet = join(folder, "scores.parquet");
    expect(await engine.scoreCustomers(model, source, { ...options, into: { parquet } })).toEqual({
      rows: customers.numRows,
    });
    const written = (await readParquetFile(parquet)).sortBy("customer").toRows();
    const alive = probabilityAlive(model, customers);
    const expected = customers.toRows().map(({ customer }, i) => ({ customer, alive: alive[i]! }));
    expected.sort((a, b) => (String(a.customer) < String(b.customer) ? -1 : 1));
    expect(written.map((row) => row["customer"])).toEqual(expected.map((row) => row.customer));
    written.forEach((row, i) => {
      expect(row["probabilityAlive"]).toBeCloseTo(expected[i]!.alive, 9);
    });
    await engine.scoreCustomers(fitRfm(customers), source, { ...columns, refunds: "drop", into: "rfm scores" });
    const counts = { customers: { count: true } } as const;
    const bySegment = await engine.summarize("rfm scores", { by: ["segment"], measures: counts });
    const perSegment = bySegment.column("customers").toArray().map(Number);
    expect(perSegment.reduce((sum, count) => sum + count, 0)).toBe(customers.numRows);
    const again = engine.scoreCustomers(fitRfm(customers), source, { ...columns, into: "rfm scores" });
    await expect(again).rejects.toThrow(expect.objectContaining({ code: "invalid-option" }));
  });

  it("leaves nothing half-written behind, and works after a failure", async () => {
    const model = fitBgNbd(summarizeCustomers(orders, { ...columns, unit: "week", refunds: "drop" }));
    const options = { ...columns, unit: "week", refunds: "drop" } as const;
    const nowhere = { parquet: join(folder, "no-such-folder", "scores.parquet") };
    await expect(engine.scoreCustomers(model, source, { ...options, into: nowhere })).rejects.toThrow(
      expect.objectContaining({ code: expect.stringMatching(/query-failed|access-denied/) }),
    );
    const cancelled = new AbortController();
    const call = engine.scoreCustomers(model, source, { ...options, into: "cancelled", signal: cancelled.signal });
    cancelled.abort();
    await expect(call).rejects.toBe(cancelled.signal.reason);
    await expect(engine.summarizeCustomers("cancelled", columns)).rejects.toThrow(
      expect.objectContaining({ code: "unknown-table" }),
    );
    expect(readdirSync(folder).filter((file) => file.includes(".part"))).toEqual([]);
  });

  it("interrupts a statement that runs, and tells how far it is", async () => {
    const endless = {
      query:
        "SELECT range % 1000003 AS customer, DATE '2026-01-01' + (range % 365)::INTEGER AS date FROM range(500000000)",
    };
    const controller = new AbortController();
    const told: number[] = [];
    const call = engine.summarizeCustomers(endless, {
      customer: "customer",
      date: "date",
      signal: controller.signal,
      onProgress: (share) => {
        told.push(share);
        if (share < 1) controller.abort(new Error("enough"));
      },
    });
    setTimeout(() => controller.abort(new Error("enough")), 1500);
    await expect(call).rejects.toThrow("enough");
    expect(told.every((share) => share >= 0 && share <= 1)).toBe(true);
  });

  it("says when memory does not suffice, and works afterwards", async () => {
    const small = await openDuckDb({ memoryLimit: "20MB", threads: 1 });
    const wide = { query: "SELECT list(range) AS customer, DATE '2026-01-01' AS date FROM range(20000000)" };
    await expect(small.summarizeCustomers(wide, { customer: "customer", date: "date" })).rejects.toThrow(
      expect.objectContaining({ code: "out-of-memory" }),
    );
    await expect(small.summarizeCustomers(source, columns)).resolves.toBeDefined();
    await small.close();
    await expect(small.summarizeCustomers(source, columns)).rejects.toThrow("closed");
  });

  it("keeps 64-bit ids apart, as numbers where they are exact and as text where not", async () => {
    const ids = (from: string) => ({
      query: `SELECT ${from}::BIGINT + range AS customer, DATE '2026-01-01' AS date FROM range(3)`,
    });
    const columnsOfIds = { customer: "customer", date: "date" };
    const exact = await engine.summarizeCustomers(ids("7"), columnsOfIds);
    expect(exact.column("customer").toArray()).toEqual([7, 8, 9]);
    const beyond = await engine.summarizeCustomers(ids("9007199254740993"), columnsOfIds);
    expect(beyond.column("customer").toArray()).toEqual(["9007199254740993", "9007199254740994", "9007199254740995"]);
  });

  it("refuses options and sources that it does not know", async () => {
    await expect(openDuckDb({ memoryLimit: "much" })).rejects.toThrow(
      expect.objectContaining({ code: "invalid-option" }),
    );
    await expect(openDuckDb({ threads: 0 })).rejects.toThrow(expect.objectContaining({ code: "invalid-option" }));
    for (const wrong of [{ parquet: [] }, { query: "" }, 7, { csv: "a\0b" }]) {
      await expect(engine.summarizeCustomers(wrong as never, columns)).rejects.toThrow(
        expect.objectContaining({ code: "invalid-option" }),
      );
    }
    await expect(engine.summarizeCustomers(source, { ...columns, date: "when" })).rejects.toThrow(
      expect.objectContaining({ code: "unknown-column" }),
    );
  });
});

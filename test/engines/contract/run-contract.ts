import { describe, expect, it } from "vitest";
import type { Engine, EngineSource } from "../../../src/engines/engine/engine.js";
import {
  analyzePareto,
  cube,
  customersFrom,
  fitBgNbd,
  fitLogistic,
  groupStatistics,
  kMeans,
  type Measures,
  mergeStatistics,
  pathStatistics,
  reduceOrders,
  scoreRfm,
  summarizeCustomers,
  type Table,
  type TableInput,
  table,
} from "../../../src/index.js";
import type { GoldenTable } from "../../customers/golden/run-golden-cases.js";
import { expectClose } from "./expect-close.js";
import { runHardRows } from "./run-hard-rows.js";

/** An engine, and how it is given a table. */
export interface ContractEngine {
  readonly name: string;
  readonly engine: () => Engine;
  /** On a cluster the rows of a `key` [customer] lie together. */
  readonly source: (rows: GoldenTable, key?: string) => EngineSource | Promise<EngineSource>;
  /** How a left join is written ["LEFT JOIN"]. */
  readonly leftJoin?: string;
}

const columns = { customer: "customer", date: "date", amount: "amount" } as const;

/** 600 orders of 90 customers over two years, some sent back, the first ones before 1970. */
export function contractOrders(first = Date.UTC(1969, 10, 1)): GoldenTable {
  const rows = Array.from({ length: 600 }, (_, i) => i);
  return {
    customer: rows.map((i) => `c${(i * i + 7 * i) % 90}`),
    date: rows.map((i) => new Date(first + ((i * 7919) % 730) * 86_400_000).toISOString().slice(0, 10)),
    amount: rows.map((i) => (i % 17 === 0 ? -((i % 23) + 1) : ((i * 47) % 211) / 4)),
    order: rows.map((i) => `o${Math.floor(i / 2)}`),
    region: rows.map((i) => (i % 5 === 0 ? null : `r${(i * 3) % 7}`)),
    score: rows.map((i) => (i % 11 === 0 ? null : (i * 13) % 6)),
  };
}

/** What every engine has to do as the functions in memory do it. */
export function runContract(contractEngine: ContractEngine): void {
  const { name, engine, source } = contractEngine;
  const orders = contractOrders();
  const sorted = <Row extends { readonly customer?: unknown }>(rows: readonly Row[]) =>
    [...rows].sort((a, b) => (String(a.customer) < String(b.customer) ? -1 : 1));

  describe(`the contract of engines on ${name}`, () => {
    it("summarizes customers in every unit and policy as in memory", async () => {
      const cases = [
        { unit: "week" },
        { unit: "month", end: "1971-03-01", order: "order" },
        { unit: "day", sameDay: "keep" },
        { unit: "day", sameDay: "keep", refunds: "drop" },
        { unit: "day", sameDay: "keep", refunds: "keep" },
        { unit: "week", refunds: "keep", zeroAmounts: "drop" },
      ] as const;
      for (const options of cases) {
        // Rows of a database have no order: of the purchases of a day, kept apart, the largest is the first there.
        const expected = summarizeCustomers(largestFirst(orders), { ...columns, ...options });
        const actual = await engine().summarizeCustomers(await source(orders), { ...columns, ...options });
        expect(actual.ledger).toEqual(expected.ledger);
        expect(actual.end).toEqual(expected.end);
        const [ours, theirs] = [sorted(expected.toRows()), sorted(actual.toRows())];
        expect(theirs.map((row) => row.customer)).toEqual(ours.map((row) => row.customer));
        theirs.forEach((row, i) => {
          for (const [column, value] of Object.entries(ours[i]!)) {
            expectClose(row[column as keyof typeof row], value, column);
          }
        });
      }
    });

    it("takes a household, a region or a number for the key", async () => {
      const options = { ...columns, customer: "region", missingCustomer: "drop" } as const;
      const expected = summarizeCustomers(orders, options);
      const actual = await engine().summarizeCustomers(await source(orders, "region"), options);
      expect(actual.ledger).toEqual(expected.ledger);
      expect(actual.numRows).toBe(expected.numRows);
    });

    it("fits the same model to grouped statistics", async () => {
      const options = { ...columns, unit: "week", refunds: "drop" } as const;
      const grouped = await engine().customerStatistics(await source(orders), options);
      const expected = groupStatistics(summarizeCustomers(orders, options));
      expect(grouped.numRows).toBe(expected.numRows);
      expect(grouped.ledger).toEqual(expected.ledger);
      const [ours, theirs] = [fitBgNbd(expected), fitBgNbd(grouped)];
      expect(theirs.logLikelihood).toBeCloseTo(ours.logLikelihood, 8);
    });

    it("scores RFM and measures concentration as in memory", async () => {
      const expected = scoreRfm(orders, columns);
      const actual = await engine().scoreRfm(await source(orders), columns);
      expect(sorted(actual.toRows()).map(({ customer, score, segment }) => [customer, score, segment])).toEqual(
        sorted(expected.toRows()).map(({ customer, score, segment }) => [customer, score, segment]),
      );
      expect(actual.ledger).toEqual(expected.ledger);
      const pareto = await engine().analyzePareto(await source(orders), columns);
      expect(pareto.topShare(0.2)).toBeCloseTo(analyzePareto(summarizeCustomers(orders, columns)).topShare(0.2)!, 9);
    });

    it("measures the concentration of a column with a value a row", async () => {
      const value = orders["amount"]!.map((amount) => Math.abs(Number(amount)));
      const expected = analyzePareto(value);
      const actual = await engine().analyzePareto(await source({ value }), { value: "value" });
      expect([actual.count, actual.gini, actual.topShare(0.2)]).toEqual([
        expected.count,
        expect.closeTo(expected.gini!, 12),
        expect.closeTo(expected.topShare(0.2)!, 12),
      ]);
      await expect(async () => {
        await engine().analyzePareto(await source({ value: [1, null, 3] }), { value: "value" });
      }).rejects.toMatchObject({ code: "missing-value", place: { column: "value" } });
    });

    it("summarizes groups as tables do, with ties, missing keys and groups without a value", async () => {
      const rows = { ...orders, score: orders["score"]!.map((x, i) => (orders["region"]![i] === "r1" ? null : x)) };
      const measures = {
        rows: { count: true },
        total: { sum: "score" },
        mean: { mean: "score" },
        least: { min: "score" },
        most: { max: "score" },
        middle: { median: "score" },
        upper: { quantile: ["score", 0.9] },
        different: { countDistinct: "customer" },
        share: { share: "amount" },
      } as const;
      const actual = await engine().summarize(await source(rows), { by: ["region"], measures });
      const expected = table(rows as TableInput)
        .groupBy("region")
        .summarize(measures)
        .sortBy("region");
      expect(actual.columnNames).toEqual(expected.columnNames);
      const theirs = actual.toRows();
      expected.toRows().forEach((row, i) => {
        for (const [column, value] of Object.entries(row)) expectClose(theirs[i]![column], value, column);
      });
    });

    it("cuts cubes as in memory: every measure, all totals, ratios, shares, changes, slices", async () => {
      const rows = {
        ...orders,
        year: orders["date"]!.map((date) => Number(String(date).slice(0, 4))),
        size: orders["amount"]!.map((amount) => (Number(amount) > 20 ? "large" : "small")),
      };
      const measures: Measures = {
        rows: { count: true },
        total: { sum: "amount" },
        mean: { mean: "score" },
        least: { min: "score" },
        most: { max: "amount" },
        middle: { median: "score" },
        upper: { quantile: ["amount", 0.9] },
        different: { countDistinct: "customer" },
        part: { share: "amount" },
      };
      const options = {
        dimensions: ["region", "size", "year"],
        measures,
        totals: "all",
        ratios: { perCustomer: ["total", "different"] },
        shares: {
          ofRegion: { of: "total", within: ["region"] },
          ofCustomers: { of: "different" },
          ofCustomersInYear: { of: "different", within: ["year"] },
          ofMean: { of: "mean", within: ["size", "region"] },
        },
        compare: { by: "year" },
      } as const;
      const given = await source(rows);
      const [expected, actual] = [cube(rows as TableInput, options), await engine().cube(given, options)];
      expectSameRows(actual, expected);
      for (const values of [{ region: null }, { region: "r3", year: 1970 }]) {
        expectSameRows(actual.slice(values), expected.slice(values));
      }
      const sums = { measures: { total: { sum: "amount" } } } as const;
      const rollup = { ...sums, dimensions: ["size", "region"], totals: "rollup" } as const;
      expectSameRows(await engine().cube(given, rollup), cube(rows as TableInput, rollup));
      const one = {
        dimensions: ["region"],
        measures: { total: { sum: "amount" }, part: { share: "amount" } },
      } as const;
      const drilled = await (await engine().cube(given, one)).drill("size", { region: "r3" });
      expectSameRows(drilled, cube(rows as TableInput, one).drill("size", { region: "r3" }));
      const shared = {
        dimensions: ["region", "size"],
        measures,
        shares: { ofCustomers: { of: "different" } },
      } as const;
      expectSameRows(await engine().cube(given, shared), cube(rows as TableInput, shared));
      const whole = { dimensions: [], measures: { total: { sum: "amount" } } } as const;
      expectSameRows(await engine().cube(given, whole), cube(rows as TableInput, whole));
      await expect((await engine().cube(given, one)).drill("size", { region: "nowhere" })).rejects.toThrow(
        expect.objectContaining({ code: "empty-table" }),
      );
      await expect(engine().cube(given, { ...one, dimensions: ["nothing"] })).rejects.toThrow(
        expect.objectContaining({ code: "unknown-column" }),
      );
    });

    it("finds the clusters that k-means finds from the same start", async () => {
      const rows = Array.from({ length: 300 }, (_, i) => i);
      const points = {
        x: rows.map((i) => (i % 3) * 10 + ((i * 37) % 19) / 5),
        y: rows.map((i) => (i % 2) * 7 + ((i * 53) % 23) / 6),
      };
      const init = [
        [0, 0],
        [10, 5],
        [20, 5],
      ];
      const expected = kMeans(table(points), { init, tolerance: 0 });
      const actual = await engine().kMeans(await source(points), { columns: ["x", "y"], init, tolerance: 0 });
      expect(actual.inertia).toBeCloseTo(expected.inertia, 6);
      expect([...actual.sizes]).toEqual([...expected.sizes]);
      expect(actual.status).toBe("converged");
    });

    it("fits logistic regressions and reduces surveys as in memory", async () => {
      const rows = Array.from({ length: 240 }, (_, i) => i);
      const cases = {
        visits: rows.map((i) => i % 7),
        age: rows.map((i) => (i * 5) % 11),
        bought: rows.map((i) => ((i * 31) % 13 > 4 + (i % 7) ? 1 : 0)),
      };
      const model = await engine().fitLogistic(await source(cases), { features: ["visits", "age"], outcome: "bought" });
      const { bought, ...features } = cases;
      const expected = fitLogistic(table(features), bought);
      model.coefficients.forEach((one, i) => {
        expect(one).toBeCloseTo(expected.coefficients[i]!, 8);
      });
      const answers = { ...cases, age: cases.age.map((x, i) => (i % 40 === 0 ? null : x)) };
      const options = { items: ["visits", "age", "bought"], missing: "listwise" } as const;
      const statistics = await engine().pathStatistics(await source(answers), options);
      const inMemory = pathStatistics(answers, options);
      expect(statistics.missing).toEqual(inMemory.missing);
      statistics.covariance.flat().forEach((one, i) => {
        expect(one).toBeCloseTo(inMemory.covariance.flat()[i]!, 9);
      });
    });

    it("merges twelve months one by one into what one pass gives", async () => {
      const months = Array.from({ length: 12 }, (_, month) => month);
      const year = contractOrders(Date.UTC(2025, 0, 1));
      const isIn = (month: number) => (date: unknown) =>
        String(date).startsWith(`2025-${String(month + 1).padStart(2, "0")}`);
      const rowsOf = (keep: (date: unknown) => boolean): GoldenTable => {
        const rows = year["date"]!.flatMap((date, i) => (keep(date) ? [i] : []));
        return Object.fromEntries(Object.entries(year).map(([column, cells]) => [column, rows.map((i) => cells[i]!)]));
      };
      const endOf = (month: number): Date => new Date(Date.UTC(2025, month + 1, 0));
      let stored = await engine().reduceOrders(await source(rowsOf(isIn(0))), { ...columns, end: endOf(0) });
      for (const month of months.slice(1)) {
        const later = await source(rowsOf(isIn(month)));
        stored = await engine().mergeStatistics(stored, later, { ...columns, end: endOf(month) });
      }
      const whole = reduceOrders(
        rowsOf((date) => String(date).startsWith("2025")),
        { ...columns, end: endOf(11) },
      );
      expect(stored.ledger).toEqual(whole.ledger);
      const [ours, theirs] = [sorted(whole.toRows()), sorted(stored.toRows())];
      theirs.forEach((row, i) => {
        for (const [column, value] of Object.entries(ours[i]!))
          expectClose(row[column as keyof typeof row], value, column);
      });
      expect(customersFrom(stored).ledger).toEqual(customersFrom(whole).ledger);
      expect(() => mergeStatistics(whole, stored)).toThrow(expect.objectContaining({ code: "out-of-range" }));
    });

    it("takes hostile names of columns and ids for what they are", async () => {
      const names = [`a"; DROP TABLE orders; --`, "back\\slash`'", "两行\nname"] as const;
      const ids = [`'; DROP TABLE orders; --`, `"`, "\\", "a\nb", "李雷", "'", "nul\0byte"];
      const hostile = {
        [names[0]]: ids,
        [names[1]]: ids.map((_, i) => `2026-01-0${i + 1}`),
        [names[2]]: ids.map((_, i) => i),
      };
      const options = { customer: names[0], date: names[1], amount: names[2] };
      const actual = await engine().summarizeCustomers(await source(hostile), options);
      expect(new Set(actual.column("customer"))).toEqual(new Set(ids));
      await expect(
        engine().summarizeCustomers(await source(orders), { ...columns, customer: "cust\0omer" }),
      ).rejects.toThrow(expect.objectContaining({ code: expect.stringMatching(/unknown-column|invalid-option/) }));
    });

    it("cancels a call by its signal, before and between statements, and works afterwards", async () => {
      const reason = new Error("enough");
      const call = engine().summarizeCustomers(await source(orders), { ...columns, signal: AbortSignal.abort(reason) });
      await expect(call).rejects.toBe(reason);
      await expect(engine().summarizeCustomers(await source(orders), columns)).resolves.toBeDefined();
    });

    runHardRows(contractEngine);
  });
}

function expectSameRows(actual: Table, expected: Table): void {
  expect(actual.columnNames).toEqual(expected.columnNames);
  expect(actual.numRows).toBe(expected.numRows);
  const theirs = actual.toRows();
  expected.toRows().forEach((row, i) => {
    for (const [column, value] of Object.entries(row)) expectClose(theirs[i]![column], value, column);
  });
}

/** The rows of a table in another order: those with large amounts first. */
function largestFirst(orders: GoldenTable): GoldenTable {
  const amounts = orders["amount"] as readonly number[];
  const rows = [...amounts.keys()].sort((a, b) => amounts[b]! - amounts[a]!);
  return Object.fromEntries(Object.entries(orders).map(([column, cells]) => [column, rows.map((row) => cells[row]!)]));
}

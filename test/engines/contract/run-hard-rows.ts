import { describe, expect, it } from "vitest";
import type { EngineSource } from "../../../src/engines/engine/engine.js";
import {
  analyzePareto,
  cohorts,
  fitLogistic,
  kMeans,
  pathStatistics,
  reduceOrders,
  scoreRfm,
  summarizeCustomers,
  type TableInput,
  table,
} from "../../../src/index.js";
import type { GoldenTable } from "../../customers/golden/run-golden-cases.js";
import { expectClose } from "./expect-close.js";
import type { ContractEngine } from "./run-contract.js";

const columns = { customer: "customer", date: "date", amount: "amount" } as const;

/** Six orders of three customers. */
function ordersWith(changed: GoldenTable = {}): GoldenTable {
  return {
    customer: ["ada", "bob", "ada", "cyd", "bob", "ada"],
    date: ["2026-01-01", "2026-01-02", "2026-01-05", "2026-02-01", "2026-02-03", "2026-03-01"],
    amount: [10, 20, 30, 40, 50, 60],
    ...changed,
  };
}

const amountsWith = (amount: number | string | null): GoldenTable =>
  ordersWith({ amount: [10, amount, 30, 40, 50, 60] });

/** The code with which a call fails; "none" where it does not. */
async function codeOf(call: () => unknown): Promise<unknown> {
  try {
    await call();
    return "none";
  } catch (error) {
    return (error as { readonly code?: unknown }).code ?? error;
  }
}

/** A table, or a query in parentheses, after FROM. */
function relationOf(source: EngineSource): string {
  if (typeof source === "string") return source;
  if ("query" in source) return `(${source.query}) AS given`;
  throw new TypeError("the contract runs on tables and queries");
}

const measures = {
  rows: { count: true },
  total: { sum: "amount" },
  mean: { mean: "amount" },
  least: { min: "amount" },
  most: { max: "amount" },
  middle: { median: "amount" },
  upper: { quantile: ["amount", 0.9] },
  different: { countDistinct: "amount" },
  share: { share: "amount" },
} as const;

/** Rows that are missing, not finite or not there: engines have their own ideas of them, memory has one. */
export function runHardRows({ engine, source, leftJoin = "LEFT JOIN" }: ContractEngine): void {
  /** Every analysis of orders, in memory and in the engine. */
  const analyses = (rows: GoldenTable, place: EngineSource, options: { readonly missingCustomer?: "drop" } = {}) => {
    const all = { ...columns, ...options };
    return [
      [() => summarizeCustomers(rows, all), () => engine().summarizeCustomers(place, all)],
      [() => summarizeCustomers(rows, all), () => engine().customerStatistics(place, all)],
      [() => reduceOrders(rows, all), () => engine().reduceOrders(place, all)],
      [() => scoreRfm(rows, all), () => engine().scoreRfm(place, all)],
      [() => analyzePareto(summarizeCustomers(rows, all)), () => engine().analyzePareto(place, all)],
      [() => cohorts(rows, all), () => engine().cohorts(place, all)],
    ] as const;
  };
  const expectSameCode = async (rows: GoldenTable, place: EngineSource, code: string, options = {}): Promise<void> => {
    for (const [inMemory, inEngine] of analyses(rows, place, options)) {
      expect(await codeOf(inMemory)).toBe(code);
      expect(await codeOf(inEngine)).toBe(code);
    }
  };
  const select = async (rows: GoldenTable, rest: string): Promise<EngineSource> => ({
    query: `SELECT * FROM ${relationOf(await source(rows))} ${rest}`,
  });

  describe("rows that are hard", () => {
    it("refuses tables and queries without a row, and makes no group of them", async () => {
      const none = ordersWith({ customer: [], date: [], amount: [] });
      await expectSameCode(none, await source(none), "empty-table");
      const typed = await select(ordersWith(), "WHERE 1 = 0");
      await expectSameCode(none, typed, "empty-table");
      const ofMissing = ordersWith({ customer: Array.from({ length: 6 }, () => null) });
      await expectSameCode(ofMissing, await source(ofMissing), "missing-customer");
      await expectSameCode(ofMissing, await source(ofMissing), "empty-table", { missingCustomer: "drop" });
      for (const by of [["customer"], []]) {
        expect((await engine().summarize(typed, { by, measures })).toRows()).toEqual(
          table(none as TableInput)
            .groupBy(...by)
            .summarize(measures)
            .toRows(),
        );
      }
      const points = { columns: ["amount"], init: [[0], [1]] };
      expect(await codeOf(() => engine().kMeans(typed, points))).toBe("empty-table");
      const survey = { ...ordersWith(), bought: [0, 1, 0, 1, 1, 0] };
      const noSurvey = await select(survey, "WHERE 1 = 0");
      const logistic = { features: ["amount"], outcome: "bought" };
      expect(await codeOf(() => engine().fitLogistic(noSurvey, logistic))).toBe("empty-table");
      expect(await codeOf(() => engine().pathStatistics(noSurvey, { items: ["amount", "bought"] }))).toBe(
        "empty-table",
      );
    });

    it("gives groups that hold nothing but NULL the measures that they have in memory", async () => {
      for (const amount of [
        [null, 20, null, 40, 50, null],
        [null, null, null, null, null, 7],
        [Number.NaN, 20, null, 40, 50, Number.NaN],
      ]) {
        const rows = ordersWith({ amount });
        const expected = table(rows as TableInput)
          .groupBy("customer")
          .summarize(measures)
          .sortBy("customer")
          .toRows();
        const actual = (await engine().summarize(await source(rows), { by: ["customer"], measures })).toRows();
        expect(actual).toHaveLength(expected.length);
        expected.forEach((row, i) => {
          for (const [column, value] of Object.entries(row)) expectClose(actual[i]![column], value, column);
        });
      }
    });

    it("refuses amounts that are missing, NaN, infinite or too large as in memory", async () => {
      const cases = [
        [null, "missing-value"],
        [Number.NaN, "missing-value"],
        [Number.POSITIVE_INFINITY, "not-finite"],
        [Number.NEGATIVE_INFINITY, "not-finite"],
        ["NaN", "not-a-number"],
        ["Infinity", "not-a-number"],
      ] as const;
      for (const [amount, code] of cases) {
        const rows = amountsWith(amount);
        await expectSameCode(rows, await source(rows), code);
      }
      const huge = ordersWith({ amount: [1e308, 1e308, 1e308, 1, 1, 1] });
      await expectSameCode(huge, await source(huge), "out-of-range");
    });

    it("refuses features, coordinates and answers that are missing or not finite as in memory", async () => {
      const bought = [0, 1, 0, 1, 1, 0];
      for (const amount of [null, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
        const code = amount === null || Number.isNaN(amount) ? "missing-value" : "not-finite";
        const rows: GoldenTable = { ...amountsWith(amount), bought };
        const place = await source(rows);
        const feature = table({ amount: rows["amount"]! } as TableInput);
        const items = ["amount", "bought"];
        const calls = [
          () => kMeans(feature, { init: [[0], [50]] }),
          () => engine().kMeans(place, { columns: ["amount"], init: [[0], [50]] }),
          () => fitLogistic(feature, bought),
          () => engine().fitLogistic(place, { features: ["amount"], outcome: "bought" }),
          () => pathStatistics(rows as TableInput, { items }),
          () => engine().pathStatistics(place, { items }),
        ];
        for (const call of calls) expect(await codeOf(call)).toBe(code);
      }
      const far = await source({ ...ordersWith({ amount: [1e200, -1e200, 3e200, 1, 2, 3] }), bought });
      expect(await codeOf(() => engine().kMeans(far, { columns: ["amount"], init: [[0], [1e200]] }))).toBe(
        "out-of-range",
      );
      expect(await codeOf(() => engine().pathStatistics(far, { items: ["amount", "bought"] }))).toBe("out-of-range");
    });

    it("takes the rows of a left join without a match for rows without a value", async () => {
      const joined = async (left: GoldenTable, right: GoldenTable): Promise<EngineSource> => ({
        query: `SELECT customer, date, amount FROM (SELECT * FROM ${relationOf(await source(left))}) AS l
${leftJoin} (SELECT * FROM ${relationOf(await source(right))}) AS r USING (purchase)`,
      });
      const purchase = [1, 2, 3, 4, 5, 6];
      const { customer, date, amount } = ordersWith() as Record<"customer" | "date" | "amount", readonly never[]>;

      const paid = { purchase: [1, 2, 4, 6, 9], amount: [10, 20, 40, 60, 90] };
      const withoutAmount = ordersWith({ amount: [10, 20, null, 40, null, 60] });
      const unpaid = await joined({ customer, date, purchase }, paid);
      await expectSameCode(withoutAmount, unpaid, "missing-value");
      const expected = table(withoutAmount as TableInput)
        .groupBy("customer")
        .summarize(measures)
        .sortBy("customer");
      expect((await engine().summarize(unpaid, { by: ["customer"], measures })).toRows()).toEqual(expected.toRows());

      const buyers = { purchase: [1, 2, 3, 5, 9], customer: ["ada", "bob", "ada", "bob", "eve"] };
      const ofNobody = ordersWith({ customer: ["ada", "bob", "ada", null, "bob", null] });
      const unknown = await joined({ purchase, date, amount }, buyers);
      await expectSameCode(ofNobody, unknown, "missing-customer");
      const options = { ...columns, missingCustomer: "drop" } as const;
      const customers = await engine().summarizeCustomers(unknown, options);
      const inMemory = summarizeCustomers(ofNobody, options);
      expect(customers.ledger).toEqual(inMemory.ledger);
      expect(customers.ledger.droppedMissingCustomer).toBe(2);
      expect(customers.sortBy("customer").toRows()).toEqual(inMemory.sortBy("customer").toRows());
    });
  });
}

import { describe, expect, test } from "vitest";
import { benchmarkIndex, weightedIndex } from "../../../src/satisfaction/index.js";
import { errorOf } from "../../error-of.js";
import { answers, tree, years } from "./two-companies.js";

describe("benchmarkIndex", () => {
  const result = weightedIndex(tree, answers, { by: "company" });

  test("measures against the best group, node by node", () => {
    const rows = benchmarkIndex(result, { against: "best" }).toRows();
    expect(rows.map((row) => [row.path, row.group, row.benchmark, row.benchmarkGroup, row.gap, row.points])).toEqual([
      ["index", "a", 65, "a", 0, 0],
      ["index/price", "a", 80, "a", 0, 0],
      ["index/service", "a", 70, "b", -20, -10],
      ["index", "b", 65, "a", -5, -5],
      ["index/price", "b", 80, "a", -30, -15],
      ["index/service", "b", 70, "b", 0, 0],
    ]);
  });

  test("measures against one competitor, a target for all, or targets by path", () => {
    const competitor = benchmarkIndex(result, { against: { group: "b" } });
    expect(
      competitor
        .where((row) => row.group === "a")
        .column("gap")
        .toArray(),
    ).toEqual([5, 30, -20]);
    expect(benchmarkIndex(result, { against: 100 }).column("gap").at(0)).toBe(-35);
    const targets = benchmarkIndex(result, { against: { scores: { "index/price": 60 } } });
    expect(targets.column("gap").toArray()).toEqual([null, 20, null, null, -10, null]);
    expect(targets.column("benchmarkGroup").at(0)).toBeNull();
  });

  test("measures against the period before, or a given one", () => {
    const byYear = weightedIndex(tree, years, { by: "company", period: "year" });
    const previous = benchmarkIndex(byYear, { against: "previous" }).where((row) => row.level === 0);
    expect(previous.column("score").toArray()).toEqual([65, 60, 65, 60]);
    expect(previous.column("gap").toArray()).toEqual([null, -5, 5, null]);
    const fixed = benchmarkIndex(byYear, { against: { period: 2025 } }).where((row) => row.level === 0);
    expect(fixed.column("gap").toArray()).toEqual([5, 0, 5, 0]);
  });

  test("gives Welch's interval of the gap between two groups of respondents", () => {
    const row = benchmarkIndex(result, { against: { group: "b" } }).toRows()[1]!;
    const error = Math.sqrt(10 ** 2 + 10 ** 2);
    expect(row.gap).toBe(30);
    expect((row.upper! - row.gap!) / error).toBeCloseTo(4.30265272991, 6);
    expect(row.lower! + row.upper!).toBeCloseTo(60, 10);
  });

  test("names what the index does not have", () => {
    expect(errorOf(() => benchmarkIndex(result, { against: { group: "c" } })).message).toContain('"a", "b"');
    expect(errorOf(() => benchmarkIndex(result, { against: { period: 2020 } })).code).toBe("unknown-column");
    expect(errorOf(() => benchmarkIndex(result, { against: { scores: { price: 1 } } })).code).toBe("unknown-column");
    for (const against of [null, "worst", Number.NaN, {}, { group: "a", period: 1 }]) {
      expect(errorOf(() => benchmarkIndex(result, { against: against as never })).code).toBe("invalid-option");
    }
  });
});

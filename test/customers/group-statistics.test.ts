import { describe, expect, it } from "vitest";
import { groupStatistics, summarizeCustomers } from "../../src/index.js";

describe("grouped statistics", () => {
  it("collapse equal histories and add their counts and intervals", () => {
    const grouped = groupStatistics({
      frequency: [0, 2, 0, 2],
      recency: [0, 5, 0, 5],
      age: [9, 9, 9, 9],
      logIntervals: [0, 1, 0, 2],
      count: [1, 1, 3, 1],
    });
    expect(grouped.toRows()).toEqual([
      { frequency: 0, recency: 0, age: 9, logIntervals: 0, count: 4 },
      { frequency: 2, recency: 5, age: 9, logIntervals: 3, count: 2 },
    ]);
  });

  it("carry the unit and the end of the customers along", () => {
    const customers = summarizeCustomers([{ c: 1, d: 0 }], { customer: "c", date: "d", unit: "week" });
    const grouped = groupStatistics(customers);
    expect(grouped.unit).toBe("week");
    expect(grouped.end).toEqual(customers.end);
  });

  it("leave open the intervals of customers with two purchases on a day", () => {
    const orders = [
      { c: 1, d: 0 },
      { c: 1, d: 0 },
      { c: 2, d: 0 },
    ];
    const customers = summarizeCustomers(orders, { customer: "c", date: "d", sameDay: "keep" });
    expect(groupStatistics(customers).column("logIntervals").toArray()).toEqual([null, 0]);
  });

  it("refuse counts that are none", () => {
    for (const count of [-1, 0.5, 2 ** 60]) {
      expect(() => groupStatistics({ frequency: [1, 1], recency: [1, 1], age: [2, 2], count: [1, count] })).toThrow(
        `groupStatistics: column "count", row 2: a count must be a whole number from 0 to 2⁵³ − 1, got ${count}`,
      );
    }
  });

  it("name a customer without a purchase", () => {
    expect(() => groupStatistics({ frequency: [1, null], recency: [1, null], age: [2, null] })).toThrow(
      'groupStatistics: column "frequency", row 2: the number is missing',
    );
    expect(() => groupStatistics([])).toThrow("the table has no rows");
  });
});

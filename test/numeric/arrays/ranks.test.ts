import { describe, expect, it } from "vitest";
import { createRandom, ranks, sortedOrder } from "../../../src/numeric/index.js";

describe("sortedOrder and ranks", () => {
  it("order rows as a stable sort does, missing values last", () => {
    const random = createRandom(9);
    for (const n of [0, 1, 10, 255, 256, 5000]) {
      for (const make of [
        () => random.normal() * 1e5,
        () => random.integer(5) - 2,
        () => (random.uniform() < 0.2 ? Number.NaN : random.integer(3)),
        () => [0, -0, 1e-310, -1e-310, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY][random.integer(6)]!,
      ]) {
        const values = Float64Array.from({ length: n }, make);
        const expected = Array.from(values.keys()).sort((i, j) => {
          const [a, b] = [values[i]!, values[j]!];
          if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b)) || i - j;
          return a === b ? i - j : a < b ? -1 : 1;
        });
        expect(Array.from(sortedOrder(values))).toEqual(expected);
      }
    }
  });

  it("give equal values the rank of each rule", () => {
    const values = [30, 10, Number.NaN, 20, 10, 10];
    expect([...ranks(values)]).toEqual([5, 2, Number.NaN, 4, 2, 2]);
    expect([...ranks(values, "min")]).toEqual([5, 1, Number.NaN, 4, 1, 1]);
    expect([...ranks(values, "max")]).toEqual([5, 3, Number.NaN, 4, 3, 3]);
    expect([...ranks(values, "first")]).toEqual([5, 1, Number.NaN, 4, 2, 3]);
    expect([...ranks(values, "dense")]).toEqual([3, 1, Number.NaN, 2, 1, 1]);
  });
});

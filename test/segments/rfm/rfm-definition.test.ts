import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { scoreRfm } from "../../../src/index.js";

/** The type-7 quantile by its definition, from sorted values. */
function quantile7(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const position = (sorted.length - 1) * share;
  const below = Math.floor(position + 1e-9);
  const above = sorted[Math.min(below + 1, sorted.length - 1)]!;
  return sorted[below]! + (position - below) * (above - sorted[below]!);
}

/** Scores by the rules as they are written, value by value. */
const rules: Record<string, (values: readonly number[], bins: number, lessIsBetter: boolean) => number[]> = {
  quantile: (values, bins, lessIsBetter) => {
    const edges = Array.from({ length: bins - 1 }, (_, i) => quantile7(values, (i + 1) / bins));
    return values.map((value) => {
      const above = edges.filter((edge) => value > edge + 1e-9).length;
      return lessIsBetter ? bins - above : above + 1;
    });
  },
  rank: (values, bins, lessIsBetter) =>
    values.map((value) => {
      const rank = values.filter((other) => (lessIsBetter ? other >= value : other <= value)).length;
      return Math.ceil((bins * rank) / values.length);
    }),
  ntile: (values, bins, lessIsBetter) => {
    const sign = lessIsBetter ? -1 : 1;
    const order = values.map((_, row) => row).sort((a, b) => sign * (values[a]! - values[b]!) || a - b);
    const scores = new Array<number>(values.length);
    const size = Math.floor(values.length / bins);
    let next = 0;
    for (let score = 1; score <= bins; score++) {
      const end = next + size + (score <= values.length % bins ? 1 : 0);
      for (; next < end; next++) scores[order[next]!] = score;
    }
    return scores;
  },
};

describe("scores, by the rules as they are written", () => {
  const customer = fc.record({
    recencyDays: fc.integer({ min: 0, max: 40 }),
    orders: fc.integer({ min: 1, max: 6 }),
    revenue: fc.integer({ min: -500, max: 9999 }).map((cents) => cents / 100),
  });

  it.each(Object.entries(rules))("%s", (binning, rule) => {
    fc.assert(
      fc.property(
        fc.array(customer, { minLength: 12, maxLength: 40 }),
        fc.integer({ min: 2, max: 12 }),
        (customers, bins) => {
          const scores = scoreRfm(
            customers.map((one, i) => ({ customer: i, ...one })),
            { bins, binning: binning as "quantile" },
          );
          const expected = (measure: "recencyDays" | "orders" | "revenue") =>
            rule(
              customers.map((one) => one[measure]),
              bins,
              measure === "recencyDays",
            );
          expect(scores.column("r").toArray()).toEqual(expected("recencyDays"));
          expect(scores.column("f").toArray()).toEqual(expected("orders"));
          expect(scores.column("m").toArray()).toEqual(expected("revenue"));
        },
      ),
    );
  });
});

import { describe, expect, it } from "vitest";
import { countEdges, createRandom } from "../../../src/numeric/index.js";

/** The first place in which two long arrays differ, or −1. */
function firstDifference(a: Float64Array | Uint8Array, b: Float64Array | Uint8Array): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (!Object.is(a[i], b[i])) return i;
  return -1;
}

describe("countEdges", () => {
  const random = createRandom(12);
  const edgeSets = [
    [0],
    [-0],
    [1, 1, 1, 2.2],
    [-5, 0, 5],
    [Number.NEGATIVE_INFINITY, 3, Number.POSITIVE_INFINITY],
    Array.from({ length: 99 }, (_, i) => i / 10 - 3),
  ];
  const makers: ((i: number) => number)[] = [
    () => random.integer(11) - 5,
    () => random.normal() * 4,
    (i) => [0, -0, 1e-310, -1e-310, 2.2, 1e300][i % 6]!,
  ];

  it.each([50, 20_001])("counts the edges below and up to each of %d values", (n) => {
    for (const edges of edgeSets) {
      for (const make of makers) {
        const values = Float64Array.from({ length: n }, (_, i) => make(i));
        const count = (holds: (edge: number, value: number) => boolean): Uint8Array =>
          values.reduce((bins, value, row) => {
            for (const edge of edges) if (holds(edge, value)) bins[row]!++;
            return bins;
          }, new Uint8Array(n));
        const below = count((edge, value) => edge < value);
        const upTo = count((edge, value) => edge <= value);
        expect(firstDifference(countEdges(values, edges, "below"), below)).toBe(-1);
        expect(firstDifference(countEdges(values, edges, "upTo"), upTo)).toBe(-1);
      }
    }
  });

  it("gives missing values some bin and never runs on", () => {
    const bins = countEdges(new Float64Array(30_000).fill(Number.NaN), [1, 2], "upTo");
    expect(bins.every((bin) => bin <= 2)).toBe(true);
  });
});

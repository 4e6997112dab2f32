import { describe, expect, it } from "vitest";
import { createRandom, seasonalStrength } from "../../../src/numeric/index.js";
import { seasonalDecomposer } from "../../../src/numeric/statistics/seasonal-strength.js";

const decomposeSeasonal = (values: Float64Array, season: number) => seasonalDecomposer(values.length, season)(values);

const cycle = [3, -1, 4, -6];
const series = (n: number, value: (i: number) => number) => Float64Array.from({ length: n }, (_, i) => value(i));

const variance = (values: Float64Array) => {
  const center = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.reduce((sum, value) => sum + (value - center) ** 2, 0) / values.length;
};

describe("the parts of a series", () => {
  it("add up to it", () => {
    const values = series(30, (i) => Math.sin(i) * 5 + i);
    const { trend, seasonal, remainder } = decomposeSeasonal(values, 4);
    values.forEach((value, i) => {
      expect(trend[i]! + seasonal[i]! + remainder[i]!).toBeCloseTo(value, 10);
    });
  });

  it("are the line and the season of which it was made", () => {
    const { trend, seasonal } = decomposeSeasonal(
      series(40, (i) => 2 * i + cycle[i % 4]!),
      4,
    );
    trend.forEach((value, i) => {
      expect(value).toBeCloseTo(2 * i, 6);
      expect(seasonal[i]!).toBeCloseTo(cycle[i % 4]!, 6);
    });
  });
});

describe("the strength of a season", () => {
  it("is 1 − Var(R) / Var(S + R)", () => {
    const values = series(48, (i) => cycle[i % 4]! + 3 * Math.sin(i * i));
    const { seasonal, remainder } = decomposeSeasonal(values, 4);
    const expected = 1 - variance(remainder) / variance(seasonal.map((value, i) => value + remainder[i]!));
    expect(seasonalStrength(values, 4)).toBeCloseTo(expected, 12);
  });

  it("is 1 for a pure season on any line, and 0 for a line alone", () => {
    expect(
      seasonalStrength(
        series(24, (i) => 7 * i + cycle[i % 4]!),
        4,
      ),
    ).toBeCloseTo(1, 9);
    expect(
      seasonalStrength(
        series(24, (i) => 7 * i + 1),
        4,
      ),
    ).toBe(0);
    expect(seasonalStrength(new Float64Array(24).fill(5), 4)).toBe(0);
  });

  it("comes near Var(S) / (Var(S) + Var(R)) in a long series with noise", () => {
    const random = createRandom(3);
    const noise = series(4800, () => 2 * Math.sqrt(12) * (random.uniform() - 0.5));
    // Var(S) = 25 / 2, Var(R) = 4.
    const strength = seasonalStrength(
      noise.map((value, i) => value + 5 * Math.sin((Math.PI * i) / 6)),
      12,
    );
    expect(Math.abs(strength - 12.5 / 16.5)).toBeLessThan(0.04);
    expect(seasonalStrength(noise, 12)).toBeLessThan(0.05);
  });

  it("does not change with the unit", () => {
    const values = series(36, (i) => cycle[i % 4]! + Math.cos(3 * i * i));
    expect(
      seasonalStrength(
        values.map((value) => 1e6 * value),
        4,
      ),
    ).toBeCloseTo(seasonalStrength(values, 4), 10);
  });

  it("is unknown below two seasons", () => {
    expect(seasonalStrength(new Float64Array(7), 4)).toBeNaN();
    expect(seasonalStrength(new Float64Array(7), 1)).toBeNaN();
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hypergeometric2F1 } from "../../../src/numeric/index.js";
// Rows a, b, c, z, ln F, computed with 60 digits by mpmath 1.2.1 (hyp2f1).
import table from "./hypergeometric-2f1.table.json" with { type: "json" };

const rows = table as [number, number, number, number, number][];

describe("hypergeometric2F1", () => {
  it("agrees with mpmath to 1e-10, z near 1 and parameters to 1e5 included", () => {
    const known = rows.filter(([a, b, c, z]) => z >= 0 || a <= c || b <= c);
    expect(known.length).toBeGreaterThan(220);
    expect(known.filter(([, , , z]) => z > 0.999).length).toBeGreaterThan(20);
    for (const [a, b, c, z, log] of known) {
      const got = hypergeometric2F1(a, b, c, z);
      if (Math.abs(log) < 700) {
        expect(Math.abs(got / Math.exp(log) - 1), `F(${a}, ${b}; ${c}; ${z})`).toBeLessThan(1e-10);
      } else if (Math.abs(log) > 750) {
        expect(got, `F(${a}, ${b}; ${c}; ${z})`).toBe(log > 0 ? Number.POSITIVE_INFINITY : 0);
      }
    }
  });

  it("gives NaN, not a wrong number, where digits would be lost", () => {
    for (const [a, b, c, z, log] of rows) {
      const got = hypergeometric2F1(a, b, c, z);
      if (!Number.isNaN(got) && Math.abs(log) < 700) expect(Math.abs(got / Math.exp(log) - 1)).toBeLessThan(1e-9);
    }
  });

  it("reduces to elementary functions", () => {
    for (const z of [-20, -0.9, -0.01, 0, 0.2, 0.5, 0.9, 0.999]) {
      expect(hypergeometric2F1(1, 1, 2, z)).toBeCloseTo(z === 0 ? 1 : -Math.log1p(-z) / z, 12);
      expect(hypergeometric2F1(0.7, 3, 3, z)).toBeCloseTo((1 - z) ** -0.7, 12);
      expect(hypergeometric2F1(2, 2, 1, z) / ((1 + z) / (1 - z) ** 3)).toBeCloseTo(1, 12);
      expect(hypergeometric2F1(-2, 3, 4, z)).toBeCloseTo(1 - (6 / 4) * z + (2 * 12 * z * z) / (2 * 20), 11);
    }
  });

  it("is Gauss's product at z = 1, Infinity where the series diverges and NaN beyond", () => {
    expect(hypergeometric2F1(0.5, 0.5, 2, 1)).toBeCloseTo(4 / Math.PI, 13);
    expect(hypergeometric2F1(1, 1, 2, 1)).toBe(Number.POSITIVE_INFINITY);
    expect(hypergeometric2F1(1, 1, 2, 1.1)).toBeNaN();
    expect(hypergeometric2F1(1, 1, -2, 0.5)).toBeNaN();
    expect(hypergeometric2F1(Number.NaN, 1, 2, 0.5)).toBeNaN();
  });

  it("is Infinity where the value overflows", () => {
    expect(hypergeometric2F1(2e3, 2e3, 1, 0.99)).toBe(Number.POSITIVE_INFINITY);
  });

  it("satisfies the contiguous relation in c", () => {
    // Beyond this the function itself can overflow.
    const size = fc.double({ min: 0.1, max: 40, noNaN: true });
    fc.assert(
      fc.property(size, size, size, fc.double({ min: 0.01, max: 0.999, noNaN: true }), (a, b, c0, z) => {
        const c = c0 + 1;
        const scale = hypergeometric2F1(a, b, c - 1, z);
        const f = (shift: number): number => hypergeometric2F1(a, b, c + shift, z) / scale;
        const terms = [
          c * (c - 1) * (z - 1) * f(-1),
          c * (c - 1 - (2 * c - a - b - 1) * z) * f(0),
          (c - a) * (c - b) * z * f(1),
        ];
        const size = Math.max(...terms.map(Math.abs));
        expect(Math.abs(terms.reduce((total, term) => total + term, 0))).toBeLessThan(1e-10 * size);
      }),
    );
  });
});

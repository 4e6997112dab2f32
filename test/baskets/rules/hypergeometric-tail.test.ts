import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hypergeometricTail } from "../../../src/baskets/rules/hypergeometric-tail.js";

/** C(n, k) in whole numbers. */
function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 0; i < k; i++) result = (result * BigInt(n - i)) / BigInt(i + 1);
  return result;
}

describe("hypergeometricTail", () => {
  it("adds up what whole numbers add up", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(60), fc.nat(60), fc.nat(60), (n, a, c, k) => {
        const antecedent = Math.min(a, n);
        const consequent = Math.min(c, n);
        const both = Math.min(k, antecedent, consequent);
        let ways = 0n;
        for (let i = both; i <= Math.min(antecedent, consequent); i++) {
          if (antecedent - i <= n - consequent) ways += choose(consequent, i) * choose(n - consequent, antecedent - i);
        }
        const exact = Number((ways * 10n ** 18n) / choose(n, antecedent)) / 1e18;
        expect(Math.abs(hypergeometricTail(n, antecedent, consequent, both) - exact)).toBeLessThan(1e-12);
      }),
    );
  });

  it("keeps its digits in a far tail", () => {
    // All 100 of one kind among 100 drawn from 10,000: 1 / C(10,000, 100).
    let exact = 0;
    for (let i = 0; i < 100; i++) exact -= Math.log((10_000 - i) / (100 - i));
    expect(Math.log(hypergeometricTail(10_000, 100, 100, 100))).toBeCloseTo(exact, 8);
  });
});

import { expect, it } from "vitest";
import { fastExp } from "../../../src/learning/logistic/fast-exp.js";

it("agrees with the exponential to the last digit but one, over the whole range", () => {
  let worst = 0;
  for (let i = 0; i < 400_000; i++) {
    const x = (i / 400_000 - 0.5) * 1416 + 1e-3 * Math.sin(i);
    worst = Math.max(worst, Math.abs(fastExp(x) / Math.exp(x) - 1));
  }
  expect(worst).toBeLessThan(5e-16);
});

it("never falls", () => {
  let last = 0;
  let falls = 0;
  for (let x = -2; x < 2; x += 1e-5) {
    const value = fastExp(x);
    if (value < last) falls++;
    last = value;
  }
  expect(falls).toBe(0);
});

it("knows the ends", () => {
  expect([0, -0, 800, -800, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN].map(fastExp)).toEqual([
    1,
    1,
    Number.POSITIVE_INFINITY,
    0,
    Number.POSITIVE_INFINITY,
    0,
    Number.NaN,
  ]);
  expect(fastExp(-740)).toBe(Math.exp(-740));
});

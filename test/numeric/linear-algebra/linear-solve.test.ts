import { describe, expect, it } from "vitest";
import { createRandom, matrix, solve } from "../../../src/numeric/index.js";
import { multiply, randomMatrix } from "./matrices.js";

describe("solve", () => {
  it("refuses matrices that are not square", () => {
    expect(() => matrix(2, 2, new Float64Array(3))).toThrow("needs 4 numbers, got 3");
    expect(() => solve(matrix(2, 3), [1, 2])).toThrow("not square");
  });

  it("solves to working precision, and is null for singular matrices", () => {
    for (let n = 1; n <= 12; n++) {
      const a = randomMatrix(n, n, n);
      const x = createRandom(n);
      const wanted = Float64Array.from({ length: n }, () => x.normal());
      const right = multiply(a, matrix(n, 1, wanted)).data;
      solve(a, right)!.forEach((value, i) => {
        expect(value).toBeCloseTo(wanted[i]!, 10);
      });
    }
    const scaled = matrix(2, 2, Float64Array.of(1e-200, 1, 1, 1e200));
    expect(solve(scaled, [1, 1])).toBeNull();
    expect(solve(matrix(2, 2, Float64Array.of(1, 2, 2, 4)), [1, 1])).toBeNull();
    expect(solve(matrix(1, 1), [1])).toBeNull();
  });
});

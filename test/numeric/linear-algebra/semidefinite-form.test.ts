import { describe, expect, it } from "vitest";
import { cholesky, matrix, quadraticForm, semidefiniteForm } from "../../../src/numeric/index.js";
import { multiply, positiveDefinite, randomMatrix, transpose } from "./matrices.js";

describe("semidefiniteForm", () => {
  it("is the quadratic form of the inverse where there is one", () => {
    const v = positiveDefinite(6, 21);
    const u = randomMatrix(6, 1, 22).data;
    const expected = quadraticForm(cholesky(v)!, u);
    const { value, rank } = semidefiniteForm(matrix(6, 6, v.data.slice()), u.slice());
    expect(value / expected).toBeCloseTo(1, 12);
    expect(rank).toBe(6);
  });

  it("knows the rank of a singular matrix, and takes any generalized inverse for a vector in its range", () => {
    const root = randomMatrix(3, 7, 23);
    const v = multiply(transpose(root), root);
    const z = randomMatrix(3, 1, 24);
    // With V = RᵀR and u = Rᵀz the form is zᵀ R V⁻ Rᵀ z = |z|².
    const u = multiply(transpose(root), z).data;
    const { value, rank } = semidefiniteForm(v, u);
    expect(rank).toBe(3);
    expect(value / z.data.reduce((sum, part) => sum + part * part, 0)).toBeCloseTo(1, 9);
    expect(semidefiniteForm(matrix(2, 2), new Float64Array(2))).toEqual({ value: 0, rank: 0 });
  });
});

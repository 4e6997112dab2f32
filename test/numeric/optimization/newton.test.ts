import { describe, expect, it } from "vitest";
import { newton } from "../../../src/numeric/index.js";
import { logarithmic, rosenbrockHessian } from "./test-functions.js";

describe("newton", () => {
  it("goes through Rosenbrock's valley and returns the Hessian there", () => {
    const found = newton(rosenbrockHessian, [-1.2, 1]);
    expect(found).toMatchObject({ converged: true });
    expect(found.x[0]).toBeCloseTo(1, 10);
    expect(found.hessian.data[0]).toBeCloseTo(802, 6);
  });

  it("leaves a saddle along its negative curvature, even where the gradient is exactly zero across it", () => {
    const found = newton(
      (x, gradient, hessian) => {
        const [a, b] = [x[0]!, x[1]!];
        gradient[0] = 2 * a;
        gradient[1] = 4 * b ** 3 - 4 * b;
        hessian.set([2, 0, 0, 12 * b * b - 4]);
        return a * a + b ** 4 - 2 * b * b;
      },
      [1, 0],
    );
    expect(found.converged).toBe(true);
    expect(found.value).toBeCloseTo(-1, 12);
  });

  it("converges in few steps from far away, also where the function has no value", () => {
    const found = newton(
      (x, gradient, hessian) => {
        x.forEach((t, i) => {
          hessian[i * 3 + i] = (i + 1) / t ** 2;
        });
        return logarithmic(x, gradient);
      },
      [50, 0.01, 30],
    );
    expect(found.converged).toBe(true);
    expect(found.iterations).toBeLessThan(40);
    found.x.forEach((value, i) => {
      expect(value).toBeCloseTo(i + 1, 9);
    });
    expect(newton(() => Number.NaN, [1])).toMatchObject({ converged: false, reason: "notFinite" });
    expect(newton(rosenbrockHessian, [-1.2, 1], { maxIterations: 2 }).reason).toBe("iterationLimit");
  });
});

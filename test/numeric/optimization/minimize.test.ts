import { describe, expect, it } from "vitest";
import { minimize, newton } from "../../../src/numeric/index.js";
import { logarithmic, rosenbrock, rosenbrockHessian } from "./test-functions.js";

describe("minimize", () => {
  it("goes through Rosenbrock's valley", () => {
    const found = minimize(rosenbrock, [-1.2, 1]);
    expect(found.converged).toBe(true);
    expect(found.x[0]).toBeCloseTo(1, 9);
    expect(found.x[1]).toBeCloseTo(1, 9);
    expect(found.iterations).toBeLessThan(60);
  });

  it("turns back where the function has no value", () => {
    const found = minimize(logarithmic, [50, 0.01, 30]);
    expect(found.converged).toBe(true);
    found.x.forEach((value, i) => {
      expect(value).toBeCloseTo(i + 1, 7);
    });
  });

  it("says so when it starts without a value, when there is no minimum and when it runs out of iterations", () => {
    expect(minimize(() => Number.NaN, [1])).toMatchObject({ converged: false, reason: "notFinite" });
    const endless = minimize(
      (x, gradient) => {
        gradient[0] = -1;
        return -x[0]!;
      },
      [0],
      { maxIterations: 20 },
    );
    expect(endless.converged).toBe(false);
    expect(minimize(rosenbrock, [-1.2, 1], { maxIterations: 3 })).toMatchObject({
      converged: false,
      reason: "iterationLimit",
      iterations: 3,
    });
    expect(minimize(rosenbrock, [1, 1])).toMatchObject({ converged: true, reason: "gradient", iterations: 0 });
  });

  it("does not change the start", () => {
    const start = Object.freeze([-1.2, 1]);
    minimize(rosenbrock, start);
    const typed = Float64Array.of(-1.2, 1);
    minimize(rosenbrock, typed);
    newton(rosenbrockHessian, typed);
    expect([...typed]).toEqual([-1.2, 1]);
  });
});

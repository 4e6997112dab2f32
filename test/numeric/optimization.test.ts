import { describe, expect, it } from "vitest";
import {
  findRoot,
  integrate,
  integrateWithError,
  minimize,
  minimizeScalar,
  nelderMead,
  newton,
} from "../../src/numeric/index.js";

function rosenbrock(x: Float64Array, gradient: Float64Array): number {
  const [a, b] = [1 - x[0]!, x[1]! - x[0]! ** 2];
  gradient[0] = -2 * a - 400 * x[0]! * b;
  gradient[1] = 200 * b;
  return a * a + 100 * b * b;
}

function rosenbrockHessian(x: Float64Array, gradient: Float64Array, hessian: Float64Array): number {
  hessian[0] = 2 - 400 * (x[1]! - 3 * x[0]! ** 2);
  hessian[1] = -400 * x[0]!;
  hessian[2] = hessian[1];
  hessian[3] = 200;
  return rosenbrock(x, gradient);
}

/** Has its minimum at 1, 2, 3, … and no value for coordinates of 0 or less. */
function logarithmic(x: Float64Array, gradient: Float64Array): number {
  let value = 0;
  x.forEach((t, i) => {
    value += t - (i + 1) * Math.log(t);
    gradient[i] = 1 - (i + 1) / t;
  });
  return value;
}

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

describe("nelderMead", () => {
  it("finds minima without derivatives, smooth and not", () => {
    const gradient = new Float64Array(2);
    const found = nelderMead((x) => rosenbrock(x, gradient), [-1.2, 1]);
    expect(found.converged).toBe(true);
    expect(found.x[0]).toBeCloseTo(1, 6);
    const corner = nelderMead((x) => Math.abs(x[0]! - 3) + Math.abs(x[1]! + 2) + Math.abs(x[2]!), [0, 0, 5]);
    expect(corner.value).toBeCloseTo(0, 6);
    expect(nelderMead((x) => (x[0]! <= 0 ? Number.NaN : x[0]! - Math.log(x[0]!)), [5]).x[0]).toBeCloseTo(1, 5);
    expect(nelderMead((x) => x[0]! ** 2, [5], { maxEvaluations: 4 }).converged).toBe(false);
  });
});

describe("findRoot and minimizeScalar", () => {
  it("find roots to the last digit", () => {
    expect(findRoot((x) => x * x - 2, 0, 2)).toBeCloseTo(Math.SQRT2, 15);
    expect(findRoot((x) => Math.cos(x) - x, 0, 1)).toBeCloseTo(0.7390851332151607, 15);
    expect(findRoot((x) => Math.exp(x) - 1e10, -50, 50)).toBeCloseTo(Math.log(1e10), 13);
    expect(Math.abs(findRoot((x) => x ** 9, -1, 2))).toBeLessThan(1e-12);
    expect(findRoot((x) => x, 0, 5)).toBe(0);
    expect(findRoot((x) => x - 5, 0, 5)).toBe(5);
    expect(findRoot((x) => 1 / x, -1, 2)).toBeCloseTo(0, 10);
  });

  it("say NaN when there is no change of sign", () => {
    expect(findRoot((x) => x * x + 1, -1, 1)).toBeNaN();
    expect(findRoot(() => Number.NaN, -1, 1)).toBeNaN();
  });

  it("find minima, inside and at the border", () => {
    const found = minimizeScalar((x) => (x - 2) ** 4 + 1, 0, 10);
    expect(found.x).toBeCloseTo(2, 3);
    expect(found.value).toBeCloseTo(1, 12);
    expect(minimizeScalar((x) => Math.abs(x - 0.3), -1, 1).x).toBeCloseTo(0.3, 7);
    expect(minimizeScalar((x) => x, 2, 5).x).toBeCloseTo(2, 6);
    const atZero = minimizeScalar((x) => x * x, -3, 10);
    expect(Math.abs(atZero.x)).toBeLessThan(1e-7);
    expect(atZero.evaluations).toBeLessThan(80);
  });
});

describe("integrate", () => {
  it("equals known integrals, finite and infinite, smooth and singular at an end", () => {
    const known: [(x: number) => number, number, number, number][] = [
      [Math.exp, 0, 1, Math.E - 1],
      [Math.sin, 0, Math.PI, 2],
      [(x) => Math.exp(-x * x), Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, Math.sqrt(Math.PI)],
      [(x) => 1 / (1 + x * x), 0, Number.POSITIVE_INFINITY, Math.PI / 2],
      [(x) => 1 / (1 + x * x), Number.NEGATIVE_INFINITY, 1, (3 * Math.PI) / 4],
      [(x) => 1 / Math.sqrt(x), 0, 1, 2],
      [Math.log, 0, 1, -1],
      [(x) => Math.abs(x - 1 / 3), 0, 1, 5 / 18],
      [(x) => 1 / (1e-6 + x * x), -1, 1, 2000 * Math.atan(1000)],
      [(x) => Math.cos(100 * x), 0, 1, Math.sin(100) / 100],
    ];
    for (const [f, a, b, value] of known) {
      const found = integrateWithError(f, a, b);
      expect(found.converged).toBe(true);
      expect(Math.abs(found.value / value - 1)).toBeLessThan(2e-11);
      expect(Math.abs(found.value - value)).toBeLessThanOrEqual(found.error + 1e-15);
      expect(integrate(f, b, a)).toBe(-found.value);
    }
    expect(integrate(Math.exp, 3, 3)).toBe(0);
  });

  it("does not claim to have integrated what has no integral", () => {
    expect(integrateWithError((x) => 1 / x, 0, 1, { maxIntervals: 200 }).converged).toBe(false);
    expect(integrateWithError(() => Number.NaN, 0, 1).converged).toBe(false);
  });
});

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ClienteleError } from "../../../src/errors/index.js";
import {
  type BetaDiscreteWeibullModel,
  type ContractData,
  discountedLifetime,
  fitBetaDiscreteWeibull,
  fitShiftedBetaGeometric,
  retentionRates,
  type ShiftedBetaGeometricModel,
  survivalCurve,
} from "../../../src/lifetime-value/index.js";

const regular = [1000, 631, 468, 382, 326, 289, 262, 241];
const highEnd = [1000, 869, 743, 653, 593, 551, 517, 491];

const geometric = fitShiftedBetaGeometric({ survivors: regular, unit: "year" });
const weibull = fitBetaDiscreteWeibull({ survivors: highEnd, unit: "year" });

function geometricWith(alpha: number, beta: number): ShiftedBetaGeometricModel {
  return { ...geometric, parameters: { alpha, beta } };
}

function weibullWith(alpha: number, beta: number, c: number): BetaDiscreteWeibullModel {
  return { ...weibull, parameters: { alpha, beta, c } };
}

const shape = fc.double({ min: 0.05, max: 50, noNaN: true });
const duration = fc.double({ min: 0.3, max: 3, noNaN: true });

describe("the shifted beta-geometric fit", () => {
  it("gives the published estimates and says how it got them", () => {
    expect(geometric.parameters.alpha).toBeCloseTo(0.70408, 4);
    expect(geometric.parameters.beta).toBeCloseTo(1.18204, 4);
    expect(geometric).toMatchObject({
      kind: "shifted-beta-geometric",
      status: "converged",
      statusReason: null,
      unit: "year",
    });
    expect(geometric).toMatchObject({ customers: 1000, groups: 8, uncertaintyReason: null });
    expect(geometric.aic).toBeCloseTo(2 * 1680.265188 + 4, 5);
    expect(geometric.bic).toBeCloseTo(2 * 1680.265188 + 2 * Math.log(1000), 5);
    expect(geometric.gradientNorm).toBeLessThan(1e-8);
    expect(Object.isFrozen(geometric.parameters)).toBe(true);
  });

  it("has the inverse of the observed information as covariance", () => {
    const { alpha, beta } = geometric.parameters;
    const logLikelihood = (a: number, b: number): number => {
      let value = 0;
      for (let t = 1; t < regular.length; t++) {
        value += (regular[t - 1]! - regular[t]!) * Math.log(a / (a + b + t - 1));
        value += regular[t]! * Math.log((b + t - 1) / (a + b + t - 1));
      }
      return value;
    };
    const h = 1e-4;
    const at = (i: number, j: number): number => logLikelihood(alpha + i * h, beta + j * h);
    const aa = -(at(1, 0) - 2 * at(0, 0) + at(-1, 0)) / h ** 2;
    const bb = -(at(0, 1) - 2 * at(0, 0) + at(0, -1)) / h ** 2;
    const ab = -(at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1)) / (4 * h ** 2);
    const determinant = aa * bb - ab * ab;
    expect(geometric.standardErrors.alpha).toBeCloseTo(Math.sqrt(bb / determinant), 5);
    expect(geometric.standardErrors.beta).toBeCloseTo(Math.sqrt(aa / determinant), 5);
    expect(geometric.covariance![0]![1]).toBeCloseTo(-ab / determinant, 5);
    expect(geometric.logLikelihood).toBeCloseTo(at(0, 0), 9);
  });

  it("cannot be beaten by any other parameters", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        fc.double({ min: -0.5, max: 0.5, noNaN: true }),
        (i, j) => {
          const { alpha, beta } = geometric.parameters;
          const curve = survivalCurve(geometricWith(alpha * Math.exp(i), beta * Math.exp(j)), 7);
          let value = regular[7]! * Math.log(curve[7]!);
          for (let t = 1; t <= 7; t++) value += (regular[t - 1]! - regular[t]!) * Math.log(curve[t - 1]! - curve[t]!);
          expect(value).toBeLessThanOrEqual(geometric.logLikelihood + 1e-9);
        },
      ),
    );
  });

  it("adds cohorts up, whatever their length", () => {
    const twice = fitShiftedBetaGeometric({ survivors: [regular, Int32Array.from(regular)] });
    expect(twice.parameters.alpha).toBeCloseTo(geometric.parameters.alpha, 9);
    expect(twice.logLikelihood).toBeCloseTo(2 * geometric.logLikelihood, 7);
    expect(twice.standardErrors.alpha).toBeCloseTo(geometric.standardErrors.alpha! / Math.SQRT2, 9);
    expect(twice.customers).toBe(2000);
    const younger = fitShiftedBetaGeometric({ survivors: [regular, [500, 320], [800, 500, 380]] });
    expect(younger.customers).toBe(2300);
    expect(younger.status).toBe("converged");
  });

  it("finds the parameters from which survivors were computed", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        fc.double({ min: 0.2, max: 20, noNaN: true }),
        (alpha, beta) => {
          const survivors = survivalCurve(geometricWith(alpha, beta), 12).map((share) => share * 1e6);
          const fit = fitShiftedBetaGeometric({ survivors });
          expect(Math.log(fit.parameters.alpha / alpha)).toBeCloseTo(0, 4);
          expect(Math.log(fit.parameters.beta / beta)).toBeCloseTo(0, 4);
        },
      ),
    );
  });
});

describe("honest ends of a contract fit", () => {
  const cases: [number[], string, RegExp][] = [
    [[1000, 900, 810, 729], "boundary", /do not differ in churn.*infinity.*0\.1000/],
    [[100, 90, 80, 60, 20], "boundary", /do not differ/],
    [[1000, 1000, 1000], "boundary", /nobody left/],
    [[1000, 900, 900, 900], "boundary", /after the first renewal/],
    [[1000, 0, 0], "notIdentified", /everybody left/],
    [[1000, 900], "notIdentified", /only one renewal/],
    [[1000, 600, 0], "boundary", /do not differ/],
  ];

  it.each(cases)("%j is %s and says why", (survivors, status, reason) => {
    const fit = fitShiftedBetaGeometric({ survivors });
    expect(fit.status).toBe(status);
    expect(fit.statusReason).toMatch(reason);
    expect(fit.standardErrors).toEqual({ alpha: null, beta: null });
    expect(fit.covariance).toBeNull();
    expect(fit.uncertaintyReason).toMatch(reason);
    // The parameters at the boundary still tell the first retention rates.
    const curve = survivalCurve(fit, 1);
    const churn =
      status === "boundary" && reason.source.includes("differ")
        ? (survivors[0]! - survivors.at(-1)!) / survivors.slice(0, -1).reduce((sum, n) => sum + n, 0)
        : 1 - survivors[1]! / survivors[0]!;
    expect(curve[1]).toBeCloseTo(1 - churn, 6);
  });

  it("is the geometric likelihood where customers do not differ", () => {
    const fit = fitShiftedBetaGeometric({ survivors: [1000, 900, 810, 729] });
    expect(fit.logLikelihood).toBeCloseTo(271 * Math.log(0.1) + 2439 * Math.log(0.9), 4);
    expect(discountedLifetime(fit, { discountRate: { perUnit: 0.1 } })).toBeCloseTo(1.1 / (1.1 - 0.9), 6);
  });

  it.each([
    [[1000, 900, 850], "notIdentified", /at least three observed renewals/],
    [[1000, 900], "notIdentified", /only one renewal/],
    [[1000, 900, 810, 729, 656, 590], "boundary", /do not differ/],
    [[10000, 7000, 4618, 3621, 3047, 2665, 2389, 2178, 2010], "boundary", /power of age/],
    [[1000, 1000, 1000, 1000, 1000, 700, 600, 550, 520], "boundary", /first 4\.\d periods/, 0.11],
    [[1000, 1000, 1000, 1000], "boundary", /nobody left/],
  ])("the beta-discrete-Weibull fit of %j is %s and says why", (survivors, status, reason, off = 0.03) => {
    const fit = fitBetaDiscreteWeibull({ survivors });
    expect(fit.status).toBe(status);
    expect(fit.statusReason).toMatch(reason);
    expect(Object.values(fit.parameters).every((value) => value > 0 && Number.isFinite(value))).toBe(true);
    const curve = survivalCurve(fit, survivors.length - 1);
    survivors.forEach((count, t) => {
      expect(Math.abs(curve[t]! - count / survivors[0]!)).toBeLessThan(off);
    });
  });
});

describe("the beta-discrete-Weibull fit", () => {
  // Maximized in 30 digits with mpmath; standard errors from its Hessian.
  const oracle = [
    {
      survivors: regular,
      parameters: [0.45561398937, 0.77932550839, 1.28345128578],
      errors: [0.167041427, 0.282709917, 0.298095071],
      logLikelihood: -1679.602832907178,
    },
    {
      survivors: highEnd,
      parameters: [0.21425333928, 1.42657487486, 1.72356486475],
      errors: [0.059579706, 0.381408615, 0.301043282],
      logLikelihood: -1605.314213214193,
    },
  ];

  it.each(oracle)(
    "agrees with a maximization in 30 digits ($logLikelihood)",
    ({ survivors, parameters, errors, logLikelihood }) => {
      const fit = fitBetaDiscreteWeibull({ survivors });
      expect(fit.status).toBe("converged");
      Object.values(fit.parameters).forEach((value, i) => {
        expect(value / parameters[i]!).toBeCloseTo(1, 7);
      });
      Object.values(fit.standardErrors).forEach((value, i) => {
        expect(value! / errors[i]!).toBeCloseTo(1, 6);
      });
      expect(fit.logLikelihood).toBeCloseTo(logLikelihood, 9);
      expect(fit.logLikelihood).toBeGreaterThan(fitShiftedBetaGeometric({ survivors }).logLikelihood);
      expect(fit.aic).toBeCloseTo(6 - 2 * logLikelihood, 8);
    },
  );

  it("predicts the high-end segment better than the shifted beta-geometric, as its authors found", () => {
    const actual = [46.8, 44.5, 42.7, 40.9, 39.4];
    const errorOf = (curve: Float64Array): number =>
      Math.sqrt(actual.reduce((sum, share, i) => sum + (curve[8 + i]! - share / 100) ** 2, 0) / actual.length);
    const plain = errorOf(survivalCurve(fitShiftedBetaGeometric({ survivors: highEnd }), 12));
    expect(errorOf(survivalCurve(weibull, 12))).toBeLessThan(0.6 * plain);
  });

  it("is the shifted beta-geometric model where c = 1", () => {
    fc.assert(
      fc.property(shape, shape, fc.integer({ min: 0, max: 30 }), (alpha, beta, renewals) => {
        const options = { discountRate: { perUnit: 0.08 }, renewals };
        const one = weibullWith(alpha, beta, 1);
        const other = geometricWith(alpha, beta);
        expect([...survivalCurve(one, 20)]).toEqual([...survivalCurve(other, 20)]);
        expect(discountedLifetime(one, options)).toBe(discountedLifetime(other, options));
      }),
    );
  });
});

describe("survival and retention", () => {
  it("fall from 1, and retention rates are their ratios", () => {
    fc.assert(
      fc.property(shape, shape, duration, (alpha, beta, c) => {
        const model = weibullWith(alpha, beta, c);
        const curve = survivalCurve(model, 25);
        const rates = retentionRates(model, 25);
        expect(curve).toHaveLength(26);
        expect(curve[0]).toBe(1);
        expect(rates).toHaveLength(25);
        for (let t = 1; t <= 25; t++) {
          expect(curve[t]).toBeLessThanOrEqual(curve[t - 1]!);
          expect(curve[t]).toBeGreaterThanOrEqual(0);
          expect(curve[t]! - rates[t - 1]! * curve[t - 1]!).toBeCloseTo(0, 12);
        }
      }),
    );
  });

  it("rise with age in the shifted beta-geometric model: (β + t − 1) / (α + β + t − 1)", () => {
    const { alpha, beta } = geometric.parameters;
    retentionRates(geometric, 12).forEach((rate, i) => {
      expect(rate).toBeCloseTo((beta + i) / (alpha + beta + i), 13);
    });
  });

  it("agree with integration over the beta distribution", () => {
    // (1 − θ)^(t^c) over Beta(2, 3) with the midpoint rule.
    const steps = 20_000;
    for (const t of [1, 2.5, 7]) {
      const c = 1.4;
      let sum = 0;
      for (let i = 0; i < steps; i++) {
        const theta = (i + 0.5) / steps;
        sum += 12 * theta * (1 - theta) ** 2 * (1 - theta) ** (t ** c);
      }
      expect(survivalCurve(weibullWith(2, 3, c), [t])[0]).toBeCloseTo(sum / steps, 7);
    }
  });

  it("can be read at any list of ages", () => {
    const all = survivalCurve(geometric, 9);
    expect([...survivalCurve(geometric, [9, 0, 3])]).toEqual([all[9], all[0], all[3]]);
    expect(() => survivalCurve(geometric, [1, -1])).toThrow(/row 2/);
  });
});

describe("the discounted lifetime", () => {
  // 2F1(1, β; α + β; 1/(1 + d)), and the same of a customer who renewed four times, with mpmath in 40 digits.
  const table: [number, number, number, number, number][] = [
    [0.704, 1.182, 0.1, 3.695147405574574, 5.89442285984416],
    [0.704, 1.182, 0.01, 9.418759576248782, 21.00789859219022],
    [0.704, 1.182, 0.0001, 45.06153205145116, 127.26003339099759],
    [0.704, 1.182, 0.0000001, 368.2749443550595, 1100.4520453313162],
    [3.8, 15.2, 0.1, 4.0089258372957906, 3.842134024026919],
    [3.8, 15.2, 0.01, 5.962734458740709, 6.219738583898381],
    [3.8, 15.2, 0.0001, 6.423154176173315, 6.84946829921578],
    [3.8, 15.2, 0.0000001, 6.428566000011535, 6.857135161925921],
    [0.067, 0.267, 0.1, 7.973486782656522, 10.18864000840665],
    [0.067, 0.267, 0.01, 61.45266156061081, 83.63833042627441],
    [0.067, 0.267, 0.0001, 4450.275574707993, 6155.905819991913],
    [0.067, 0.267, 0.0000001, 2800952.6313176206, 3876016.0883807987],
    [0.2, 300, 0.1, 10.929442447107338, 10.923370908284125],
    [0.2, 300, 0.01, 95.93096238888387, 95.93329142697037],
    [0.2, 300, 0.0001, 5567.758692057512, 5580.33079312741],
    [0.2, 300, 0.0000001, 1449599.639129574, 1453445.608332188],
    [50, 2000, 0.1, 8.849733686220777, 8.638403311959479],
    [50, 2000, 0.01, 29.65756504835479, 28.9852467641715],
    [50, 2000, 0.0001, 41.64284769191349, 40.72786790457257],
    [50, 2000, 0.0000001, 41.81615229667758, 40.89778835023601],
  ];

  it.each(table)("is the hypergeometric series for α %d, β %d, d %d", (alpha, beta, perUnit, fresh, renewed) => {
    const model = geometricWith(alpha, beta);
    const discountRate = { perUnit };
    expect(discountedLifetime(model, { discountRate }) / fresh).toBeCloseTo(1, 10);
    expect(discountedLifetime(model, { discountRate, renewals: 4 }) / renewed).toBeCloseTo(1, 10);
  });

  it("is the sum of what is still to come, term by term", () => {
    fc.assert(
      fc.property(
        shape,
        shape,
        duration,
        fc.integer({ min: 0, max: 10 }),
        fc.double({ min: 0.003, max: 0.5, noNaN: true }),
        (alpha, beta, c, m, d) => {
          const model = weibullWith(alpha, beta, c);
          const periods = m + 1 + Math.ceil(32 / Math.log1p(d));
          const curve = survivalCurve(model, periods);
          if (curve[m] === 0) return;
          let sum = 0;
          for (let t = periods; t > m; t--) sum += (curve[t]! / curve[m]!) * (1 + d) ** (m + 1 - t);
          const lifetime = discountedLifetime(model, { discountRate: { perUnit: d }, renewals: m });
          expect(Math.abs(lifetime - sum)).toBeLessThan(1e-9 * (1 + sum));
          // A new customer pays now, and then is one who decides for the first time.
          const first = discountedLifetime(model, { discountRate: { perUnit: d }, renewals: 0 });
          const fresh = discountedLifetime(model, { discountRate: { perUnit: d } });
          expect(fresh / (1 + first / (1 + d))).toBeCloseTo(1, 10);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is known without a discount where it is finite, and infinite where it is not", () => {
    const discountRate = { perUnit: 0 };
    expect(discountedLifetime(geometricWith(2.5, 3), { discountRate })).toBeCloseTo(4.5 / 1.5, 10);
    expect(discountedLifetime(geometricWith(1.05, 2), { discountRate })).toBeCloseTo(2.05 / 0.05, 8);
    expect(discountedLifetime(geometricWith(0.9, 3), { discountRate })).toBe(Number.POSITIVE_INFINITY);
    expect(discountedLifetime(weibullWith(0.9, 3, 2), { discountRate })).toBeLessThan(10);
  });

  it("counts at most the payments within a horizon", () => {
    const discountRate = { annual: 0.1 };
    const curve = survivalCurve(geometric, 2);
    expect(discountedLifetime(geometric, { discountRate, horizon: 3 })).toBeCloseTo(
      1 + curve[1]! / 1.1 + curve[2]! / 1.21,
      12,
    );
    expect(discountedLifetime(geometric, { discountRate, horizon: 0 })).toBe(0);
    expect(discountedLifetime(geometric, { discountRate, horizon: 100_000 })).toBeCloseTo(
      discountedLifetime(geometric, { discountRate, horizon: Number.POSITIVE_INFINITY }),
      9,
    );
  });

  it("falls with the rate and rises with renewals", () => {
    const at = (perUnit: number, renewals: number): number =>
      discountedLifetime(geometric, { discountRate: { perUnit }, renewals });
    for (const rate of [0, 0.01, 0.1, 1]) {
      expect(at(rate + 0.01, 3)).toBeLessThan(at(rate, 3));
      if (rate > 0) expect(at(rate, 4)).toBeGreaterThan(at(rate, 3));
    }
  });

  it("is the same told in another unit of the same rate", () => {
    const inYears = discountedLifetime(geometric, { discountRate: { annual: 0.1 } });
    expect(inYears).toBeCloseTo(
      discountedLifetime(geometric, { discountRate: { continuousPerUnit: Math.log(1.1) } }),
      12,
    );
    const monthly = fitShiftedBetaGeometric({ survivors: regular, unit: "month" });
    expect(discountedLifetime(monthly, { discountRate: { annual: 1.1 ** 12 - 1 } })).toBeCloseTo(inYears, 8);
  });
});

describe("bad contract data", () => {
  it.each([
    [[], "too-few-rows"],
    [[1000], "too-few-rows"],
    [[0, 0], "out-of-range"],
    [[1000.5, 900], "out-of-range"],
    [[1000, -1], "out-of-range"],
    [[1000, 900, 901], "inconsistent-row"],
    [[1000, Number.NaN], "missing-value"],
    [[1000, Number.POSITIVE_INFINITY], "not-finite"],
    [["1000", "x"], "not-a-number"],
    [[[1000, 900], [500]], "too-few-rows"],
    [null, "unsupported-input"],
    [12, "unsupported-input"],
    ["1000", "unsupported-input"],
  ])("%j is refused as %s", (survivors, code) => {
    for (const fitModel of [fitShiftedBetaGeometric, fitBetaDiscreteWeibull]) {
      try {
        fitModel({ survivors } as never);
        expect.unreachable("the fit should have thrown");
      } catch (error) {
        expect(error).toBeInstanceOf(ClienteleError);
        expect((error as ClienteleError).code).toBe(code);
        expect((error as ClienteleError).message).toMatch(/^fit(ShiftedBetaGeometric|BetaDiscreteWeibull): /);
      }
    }
  });

  it("names the row of a cohort that grows", () => {
    expect(() => fitShiftedBetaGeometric({ survivors: [1000, 900, 901] })).toThrow(
      /column "survivors", row 3: .*900.*901/,
    );
  });

  it("refuses an unknown option, a strange unit and another model", () => {
    expect(() => fitShiftedBetaGeometric({ survivors: [2, 1], periods: 3 } as ContractData)).toThrow(
      /no option "periods"/,
    );
    expect(() => fitShiftedBetaGeometric({ survivors: [2, 1], unit: "fortnight" as never })).toThrow(/"year"/);
    expect(() => survivalCurve({ kind: "bg-nbd" } as never, 3)).toThrow(/needs a model of kind/);
    expect(() => survivalCurve(geometric, -1)).toThrow(/periods/);
    expect(() => survivalCurve(geometricWith(Number.NaN, 1), 3)).toThrow(/alpha/);
    expect(() => discountedLifetime(geometric, { discountRate: 0.1 as never })).toThrow(/period/);
    expect(() => discountedLifetime(geometric, { discountRate: { annual: 0.1 }, renewals: 1.5 })).toThrow(/renewals/);
    const unknown = fitShiftedBetaGeometric({ survivors: regular });
    expect(() => discountedLifetime(unknown, { discountRate: { annual: 0.1 } })).toThrow(/unit/);
  });

  it("leaves its input as it was", () => {
    const survivors = Object.freeze([...regular]);
    fitShiftedBetaGeometric({ survivors });
    const typed = Float64Array.from(regular);
    fitBetaDiscreteWeibull({ survivors: typed });
    expect([...typed]).toEqual(regular);
  });
});

import { describe, expect, it } from "vitest";
import {
  discountedExpectedPurchases,
  expectedPurchases,
  logLikelihood,
  type PurchaseModel,
  probabilityAlive,
  purchaseDistribution,
} from "../../../src/lifetime-value/index.js";
import { integrate, logGamma } from "../../../src/numeric/index.js";
import { regularizedGammaP, regularizedGammaQ } from "../../../src/numeric/special-functions/incomplete-gamma.js";
import { logFactorial } from "../../../src/numeric/special-functions/log-gamma.js";
import { average, betaGrid, type Grid, gammaGrid, type Mixed } from "./mixture-integral.js";

/** Times of the repeat purchases and the age. */
interface Story {
  readonly times: readonly number[];
  readonly age: number;
}

const stories: readonly Story[] = [
  { times: [], age: 39 },
  { times: [1.7], age: 38.9 },
  { times: [12, 30.43], age: 38.86 },
  { times: [2, 3.1, 7, 9, 15.5, 22, 38], age: 38 },
  { times: [], age: 0 },
];

const gaps = (times: readonly number[]): number[] => times.map((time, i) => time - (times[i - 1] ?? 0));

const table = ({ times, age }: Story) => ({
  frequency: [times.length],
  recency: [times.at(-1) ?? 0],
  age: [age],
  logIntervals: [gaps(times).reduce((sum, gap) => sum + Math.log(gap), 0)],
});

const close = (actual: number, expected: number, relative = 1e-9): void => {
  expect(Math.abs(actual - expected), `${actual} for ${expected}`).toBeLessThan(relative * Math.abs(expected) + 1e-13);
};

const product = (one: Mixed, other: Mixed): Mixed => {
  return (first) => {
    const [f, g] = [one(first), other(first)];
    return (second) => f(second) * g(second);
  };
};

const t = 26;
const delta = 0.01;
const discountRate = { continuousPerUnit: delta };

const betaGeometric = [
  { kind: "bg-nbd", k: 1, immediate: 0, parameters: { r: 0.6, alpha: 4.4, a: 0.8, b: 2.4 } },
  { kind: "bg-nbd", k: 1, immediate: 0, parameters: { r: 1.3, alpha: 9, a: 1, b: 0.7 } },
  { kind: "mbg-nbd", k: 1, immediate: 1, parameters: { r: 0.6, alpha: 6.2, a: 0.9, b: 1.6 } },
  { kind: "bg-cnbd-k", k: 2, immediate: 0, parameters: { k: 2, r: 0.7, alpha: 2, a: 0.8, b: 2.4 } },
  { kind: "mbg-cnbd-k", k: 3, immediate: 1, parameters: { k: 3, r: 0.7, alpha: 2, a: 0.8, b: 2.4 } },
] as const;

describe.each(betaGeometric)("$kind with $parameters, against integration over λ and p", (model) => {
  const { k, immediate, parameters } = model;
  const rates = gammaGrid(parameters.r, parameters.alpha);
  const dropouts = betaGrid(parameters.a, parameters.b);

  /**
   * The likelihood of a story by λ and p: while still there, and in all. Times between purchases are Erlang with k
   * stages.
   */
  const likelihoods = ({ times, age }: Story): { there: Mixed; all: Mixed } => {
    const chances = times.length + immediate;
    const density = (lambda: number): number =>
      gaps(times).reduce(
        (value, gap) => value * Math.exp(k * Math.log(lambda) + (k - 1) * Math.log(gap) - lambda * gap - logGamma(k)),
        1,
      );
    const stays = (lambda: number): number =>
      density(lambda) * regularizedGammaQ(k, lambda * (age - (times.at(-1) ?? 0)));
    const there: Mixed = (lambda) => {
      const weight = stays(lambda);
      return (p) => (1 - p) ** chances * weight;
    };
    const all: Mixed = (lambda) => {
      const [stayed, left] = [stays(lambda), chances === 0 ? 0 : density(lambda)];
      return (p) => (1 - p) ** chances * stayed + (left === 0 ? 0 : p * (1 - p) ** (chances - 1) * left);
    };
    return { there, all };
  };

  it.each(stories)("likelihood and P(alive) of $times at $age", (story) => {
    const { there, all } = likelihoods(story);
    const norm = average(rates, dropouts, all);
    close(logLikelihood(model.kind, parameters, table(story)), Math.log(norm));
    close(probabilityAlive(model as PurchaseModel, table(story))[0]!, average(rates, dropouts, there) / norm);
  });

  if (k > 1) return;
  const known = model as PurchaseModel;

  it.each(stories)("the future of $times at $age", (story) => {
    const { there, all } = likelihoods(story);
    const norm = average(rates, dropouts, all);
    const given = (f: Mixed): number => average(rates, dropouts, product(there, f)) / norm;
    close(
      expectedPurchases(known, table(story), { horizon: t })[0]!,
      given((lambda) => (p) => -Math.expm1(-lambda * p * t) / p),
    );
    close(
      probabilityAlive(known, table(story), { at: t })[0]!,
      given((lambda) => (p) => Math.exp(-lambda * p * t)),
    );
    close(
      discountedExpectedPurchases(known, table(story), { discountRate, horizon: t })[0]!,
      given((lambda) => (p) => (lambda * -Math.expm1(-(delta + lambda * p) * t)) / (delta + lambda * p)),
    );
    close(
      discountedExpectedPurchases(known, table(story), { discountRate })[0]!,
      given((lambda) => (p) => lambda / (delta + lambda * p)),
    );
    const { data } = purchaseDistribution(known, table(story), { horizon: t, max: 4 });
    const gone = 1 - given(() => () => 1);
    close(data[0]!, gone + given((lambda) => () => Math.exp(-lambda * t)));
    for (let y = 1; y <= 4; y++) {
      const exactly = given((lambda) => {
        const events = Math.exp(-lambda * t + y * Math.log(lambda * t) - logFactorial(y));
        const atLeast = regularizedGammaP(y, lambda * t);
        return (p) => events * (1 - p) ** y + atLeast * p * (1 - p) ** (y - 1);
      });
      close(data[y]!, exactly, 1e-8);
    }
  });
});

describe.each([
  { r: 0.6, alpha: 10.6, s: 0.6, beta: 11.7 },
  { r: 1.4, alpha: 3, s: 1, beta: 20 },
  { r: 0.9, alpha: 12, s: 2.2, beta: 4 },
])("pareto-nbd with $r, $alpha, $s, $beta, against integration over λ and μ", (parameters) => {
  const model = { kind: "pareto-nbd", parameters } as const;
  const rates = gammaGrid(parameters.r, parameters.alpha);
  const leaving = gammaGrid(parameters.s, parameters.beta);

  it.each(stories)("likelihood, P(alive) and the future of $times at $age", (story) => {
    const x = story.times.length;
    const last = story.times.at(-1) ?? 0;
    const there: Mixed = (lambda) => (mu) => lambda ** x * Math.exp(-(lambda + mu) * story.age);
    const all: Mixed = (lambda) => (mu) => {
      // The integral of μ e^(−(λ+μ)u) over the moment of leaving.
      const both = lambda + mu;
      const left = (mu / both) * Math.exp(-both * last) * -Math.expm1(-both * (story.age - last));
      return lambda ** x * (Math.exp(-both * story.age) + left);
    };
    const norm = average(rates, leaving, all);
    const given = (f: Mixed): number => average(rates, leaving, product(there, f)) / norm;
    close(logLikelihood("pareto-nbd", parameters, table(story)), Math.log(norm));
    const alive = given(() => () => 1);
    close(probabilityAlive(model, table(story))[0]!, alive);
    close(
      probabilityAlive(model, table(story), { at: t })[0]!,
      given(() => (mu) => Math.exp(-mu * t)),
    );
    close(
      expectedPurchases(model, table(story), { horizon: t })[0]!,
      given((lambda) => (mu) => (lambda * -Math.expm1(-mu * t)) / mu),
    );
    close(
      discountedExpectedPurchases(model, table(story), { discountRate, horizon: t })[0]!,
      given((lambda) => (mu) => (lambda * -Math.expm1(-(delta + mu) * t)) / (delta + mu)),
    );
    close(
      discountedExpectedPurchases(model, table(story), { discountRate })[0]!,
      given((lambda) => (mu) => lambda / (delta + mu)),
    );
    const { data } = purchaseDistribution(model, table(story), { horizon: t, max: 3 });
    for (const y of [0, 3]) {
      const exactly = given((lambda) => (mu) => {
        const both = lambda + mu;
        const stayed = Math.exp(-both * t + y * Math.log(lambda * t) - logFactorial(y));
        // The integral of μ e^(−μu) Poisson(y; λu) over 0 … t.
        const left = Math.exp(y * Math.log(lambda / both)) * (mu / both) * regularizedGammaP(y + 1, both * t);
        return stayed + left;
      });
      close(data[y]!, (y === 0 ? 1 - alive : 0) + exactly, 1e-8);
    }
  });
});

describe("bg-bb against integration over both probabilities", () => {
  const parameters = { alpha: 1.2, beta: 0.75, gamma: 0.66, delta: 2.78 };
  const model = { kind: "bg-bb", parameters } as const;
  const buying = betaGrid(parameters.alpha, parameters.beta);
  const leaving = betaGrid(parameters.gamma, parameters.delta);

  it.each([
    [0, 0, 6],
    [3, 4, 6],
    [1, 6, 6],
    [2, 2, 9],
    [0, 0, 0],
  ])("likelihood, P(alive) and the future of %i purchases, the last at %i of %i", (x, last, n) => {
    const there: Mixed = (p) => (q) => p ** x * (1 - p) ** (n - x) * (1 - q) ** n;
    const all: Mixed = (p) => (q) => {
      let sum = there(p)(q);
      for (let j = last; j < n; j++) sum += p ** x * (1 - p) ** (j - x) * q * (1 - q) ** j;
      return sum;
    };
    const reached = (q: number, horizon: number, growth: number): number => {
      let sum = 0;
      for (let i = 1; i <= horizon; i++) sum += ((1 - q) / growth) ** i;
      return sum;
    };
    const customer = { frequency: [x], recency: [last], opportunities: [n] };
    const norm = average(buying, leaving, all);
    const given = (f: Mixed): number => average(buying, leaving, product(there, f)) / norm;
    close(logLikelihood("bg-bb", parameters, customer), Math.log(norm));
    close(
      probabilityAlive(model, customer)[0]!,
      given(() => () => 1),
    );
    close(
      probabilityAlive(model, customer, { at: 3 })[0]!,
      given(() => (q) => (1 - q) ** 3),
    );
    close(
      expectedPurchases(model, customer, { horizon: 10 })[0]!,
      given((p) => (q) => p * reached(q, 10, 1)),
    );
    const yearly = { perUnit: 0.1 };
    close(
      discountedExpectedPurchases(model, customer, { discountRate: yearly, horizon: 10 })[0]!,
      given((p) => (q) => p * reached(q, 10, 1.1)),
    );
    close(
      discountedExpectedPurchases(model, customer, { discountRate: yearly })[0]!,
      given((p) => (q) => (p * (1 - q)) / (0.1 + q)),
    );
  });
});

describe("gamma-gamma against integration over customers", () => {
  const { p, q, gamma } = { p: 6, q: 4, gamma: 16 };
  const rates: Grid = gammaGrid(q, gamma, 0.02);
  const one: Grid = { points: Float64Array.of(0), weights: Float64Array.of(1) };

  it.each([
    [1, 20],
    [3, 35],
    [12, 90],
  ])("the density of a mean spend over %i purchases of %i", (x, z) => {
    // The mean of x purchases is Gamma(p·x, ν·x).
    const density: Mixed = (nu) => () =>
      Math.exp(p * x * Math.log(nu * x) + (p * x - 1) * Math.log(z) - nu * x * z - logGamma(p * x));
    const expected = Math.log(average(rates, one, density));
    close(logLikelihood("gamma-gamma", { p, q, gamma }, { frequency: [x], monetary: [z] }), expected);
  });
});

it("discounts the purchases of customers who leave at once, in as few steps as those of others", () => {
  // With s in the millions nobody stays longer than about β / s: what is expected is (r + x)/(α + T) · (β + T)/(s − 1).
  const model = {
    kind: "pareto-nbd",
    parameters: { r: 2.3, alpha: 48_000, s: 8.9e6, beta: 0.5 },
    unit: "week",
  } as const;
  const customers = { frequency: [0], recency: [0], age: [0] };
  const expected = (2.3 / 48_000) * (0.5 / (8.9e6 - 1));
  for (const horizon of [100, Number.POSITIVE_INFINITY]) {
    const options = { discountRate: { perUnit: 0.002 }, horizon };
    expect(discountedExpectedPurchases(model, customers, options)[0]! / expected).toBeCloseTo(1, 8);
  }
  const mild = { ...model, parameters: { r: 0.55, alpha: 10.6, s: 3.5, beta: 40 } } as const;
  const dert = discountedExpectedPurchases(mild, customers, { discountRate: { continuousPerUnit: 0.003 } })[0]!;
  const { r, alpha, s, beta } = mild.parameters;
  const direct = integrate((u) => Math.exp(-0.003 * u - s * Math.log1p(u / beta)), 0, Number.POSITIVE_INFINITY);
  expect(dert / ((r / alpha) * direct)).toBeCloseTo(1, 10);
});

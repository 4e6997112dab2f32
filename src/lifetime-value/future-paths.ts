import type { Random } from "../numeric/index.js";
import { type PurchaseKind, purchaseProcess } from "./purchase-model.js";
import { stageMixture } from "./stage-mixture.js";

/** Draws one possible future of a customer: calls `visit` with the moment of each purchase within the horizon, counted from now. */
export type FuturePath = (
  random: Random,
  x: number,
  last: number,
  age: number,
  horizon: number,
  visit: (time: number) => void,
) => void;

/**
 * Possible futures of customers with a known past: whether a customer is still active, and what his own rates are, is drawn from what the model knows of him after that past, and then his purchases follow.
 * A new customer has x = last = age = 0.
 */
export function futurePaths(kind: PurchaseKind, values: Float64Array): FuturePath {
  const process = purchaseProcess(kind, values);
  const active = activePath(kind, values);
  return (random, x, last, age, horizon, visit) => {
    if (random.uniform() < process.alive(x, last, age)) active(random, x, last, age, horizon, visit);
  };
}

function activePath(kind: PurchaseKind, values: Float64Array): FuturePath {
  switch (kind) {
    case "bg-nbd":
      return betaGeometricPath(values, 1, 0);
    case "mbg-nbd":
      return betaGeometricPath(values, 1, 1);
    case "bg-cnbd-k":
      return betaGeometricPath(values.subarray(1), values[0]!, 0);
    case "mbg-cnbd-k":
      return betaGeometricPath(values.subarray(1), values[0]!, 1);
    case "pareto-nbd":
      return paretoPath(values);
    case "nbd":
      return poissonPath(values);
    case "bg-bb":
      return opportunityPath(values);
  }
}

/** λ after x purchases by age T is gamma with shape r + kx + j (j stages done since) and rate α + T, p is beta with a and b + x + immediate. */
function betaGeometricPath(values: Float64Array, stages: number, immediate: number): FuturePath {
  const [r, alpha, a, b] = [values[0]!, values[1]!, values[2]!, values[3]!];
  return (random, x, last, age, horizon, visit) => {
    let done = 0;
    if (stages > 1) {
      const { weights } = stageMixture(r + stages * x, (age - last) / (alpha + age), stages);
      for (let rest = random.uniform() - weights[0]!; rest > 0 && done < stages - 1; rest -= weights[done]!) done++;
    }
    const rate = random.gamma(r + stages * x + done) / (alpha + age);
    const leave = random.beta(a, b + x + immediate);
    for (let time = 0; ; done = 0) {
      time += (stages === 1 ? random.exponential() : random.gamma(stages - done)) / rate;
      if (!(time <= horizon)) return;
      visit(time);
      if (random.uniform() < leave) return;
    }
  };
}

/** λ is gamma with shape r + x and rate α + T, μ is gamma with shape s and rate β + T. */
function paretoPath(values: Float64Array): FuturePath {
  const [r, alpha, s, beta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  return (random, x, _last, age, horizon, visit) => {
    const rate = random.gamma(r + x) / (alpha + age);
    const end = Math.min(horizon, (random.exponential() * (beta + age)) / random.gamma(s));
    for (let time = random.exponential() / rate; time <= end; time += random.exponential() / rate) visit(time);
  };
}

function poissonPath(values: Float64Array): FuturePath {
  const [r, alpha] = [values[0]!, values[1]!];
  return (random, x, _last, age, horizon, visit) => {
    const rate = random.gamma(r + x) / (alpha + age);
    for (let time = random.exponential() / rate; time <= horizon; time += random.exponential() / rate) visit(time);
  };
}

/** At each opportunity the customer may first leave (θ, beta with γ and δ + n) and else may purchase (p, beta with α + x and β + n − x). */
function opportunityPath(values: Float64Array): FuturePath {
  const [alpha, beta, gamma, delta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  return (random, x, _last, n, horizon, visit) => {
    const purchase = random.beta(alpha + x, beta + n - x);
    const leave = random.beta(gamma, delta + n);
    for (let opportunity = 1; opportunity <= horizon; opportunity++) {
      if (random.uniform() < leave) return;
      if (random.uniform() < purchase) visit(opportunity);
    }
  };
}

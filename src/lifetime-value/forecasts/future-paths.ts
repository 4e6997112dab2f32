import type { Random } from "../../numeric/index.js";
import { erlangStages } from "../beta-geometric/erlang-stages.js";
import { type PurchaseKind, purchaseProcess } from "../purchases/purchase-model.js";

/** Draws one possible future: calls `visit` with the moment of each purchase within the horizon, counted from now. */
export type FuturePath = (random: Random, horizon: number, visit: (time: number) => void) => void;

/** The possible futures of a customer with the given past. */
export type PathsOfPast = (x: number, last: number, age: number) => FuturePath;

/**
 * Possible futures of customers with a known past: whether a customer is still active, and what his own rates are, is
 * drawn from what the model knows of him after that past, and then his purchases follow. A new customer has x = last =
 * age = 0.
 */
export function futurePaths(kind: PurchaseKind, values: Float64Array): PathsOfPast {
  const process = purchaseProcess(kind, values);
  const activePath = activePaths(kind, values);
  return (x, last, age) => {
    const alive = process.alive(x, last, age);
    const path = activePath(x, last, age);
    return (random, horizon, visit) => {
      if (random.uniform() < alive) path(random, horizon, visit);
    };
  };
}

function activePaths(kind: PurchaseKind, values: Float64Array): PathsOfPast {
  switch (kind) {
    case "bg-nbd":
      return betaGeometricPaths(values, 1, 0);
    case "mbg-nbd":
      return betaGeometricPaths(values, 1, 1);
    case "bg-cnbd-k":
      return betaGeometricPaths(values.subarray(1), values[0]!, 0);
    case "mbg-cnbd-k":
      return betaGeometricPaths(values.subarray(1), values[0]!, 1);
    case "pareto-nbd":
      return paretoPaths(values);
    case "nbd":
      return poissonPaths(values);
    case "bg-bb":
      return opportunityPaths(values);
  }
}

/**
 * λ after x purchases by age T is gamma with shape r + kx + j (j stages done since) and rate α + T, p is beta with a
 * and b + x + immediate.
 */
function betaGeometricPaths(values: Float64Array, stages: number, immediate: number): PathsOfPast {
  const [r, alpha, a, b] = [values[0]!, values[1]!, values[2]!, values[3]!];
  return (x, last, age) => {
    const { weights, shapes } = erlangStages(r + stages * x, (age - last) / (alpha + age), stages);
    return (random, horizon, visit) => {
      let done = 0;
      if (stages > 1) {
        for (let rest = random.uniform() - weights[0]!; rest > 0 && done < stages - 1; rest -= weights[done]!) done++;
      }
      const rate = random.gamma(shapes[done]!) / (alpha + age);
      const leave = random.beta(a, b + x + immediate);
      for (let time = 0; ; done = 0) {
        time += (stages === 1 ? random.exponential() : random.gamma(stages - done)) / rate;
        if (!(time <= horizon)) return;
        visit(time);
        if (random.uniform() < leave) return;
      }
    };
  };
}

/** λ is gamma with shape r + x and rate α + T, μ is gamma with shape s and rate β + T. */
function paretoPaths(values: Float64Array): PathsOfPast {
  const [r, alpha, s, beta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  return (x, _last, age) => (random, horizon, visit) => {
    const rate = random.gamma(r + x) / (alpha + age);
    const end = Math.min(horizon, (random.exponential() * (beta + age)) / random.gamma(s));
    for (let time = random.exponential() / rate; time <= end; time += random.exponential() / rate) visit(time);
  };
}

function poissonPaths(values: Float64Array): PathsOfPast {
  const [r, alpha] = [values[0]!, values[1]!];
  return (x, _last, age) => (random, horizon, visit) => {
    const rate = random.gamma(r + x) / (alpha + age);
    for (let time = random.exponential() / rate; time <= horizon; time += random.exponential() / rate) visit(time);
  };
}

/**
 * At each opportunity the customer may first leave (θ, beta with γ and δ + n) and else may purchase (p, beta with α + x
 * and β + n − x).
 */
function opportunityPaths(values: Float64Array): PathsOfPast {
  const [alpha, beta, gamma, delta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  return (x, _last, n) => (random, horizon, visit) => {
    const purchase = random.beta(alpha + x, beta + n - x);
    const leave = random.beta(gamma, delta + n);
    for (let opportunity = 1; opportunity <= horizon; opportunity++) {
      if (random.uniform() < leave) return;
      if (random.uniform() < purchase) visit(opportunity);
    }
  };
}

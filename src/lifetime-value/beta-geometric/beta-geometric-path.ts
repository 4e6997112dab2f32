import type { Random } from "../../numeric/index.js";
import type { PurchasePath, PurchasePathAfter } from "../fitting/purchase-path.js";
import type { BetaGeometricVariant } from "./beta-geometric-likelihood.js";
import { erlangStages } from "./erlang-stages.js";

/** New customers: λ is gamma with shape r and rate α, p is beta with a and b. */
export function newBetaGeometricCustomers(
  values: Float64Array,
  { stages, immediate }: BetaGeometricVariant,
): PurchasePath {
  const [r, alpha, a, b] = [values[0]!, values[1]!, values[2]!, values[3]!];
  return (random, horizon, visit) => {
    const rate = random.gamma(r) / alpha;
    const dropout = random.beta(a, b);
    if (immediate === 1 && random.uniform() < dropout) return;
    purchaseUntilLeaving(random, { rate, dropout, stages, done: 0 }, horizon, visit);
  };
}

/**
 * Active customers: λ after x purchases by age T is gamma with shape r + kx + j (j stages done since) and rate α + T, p
 * is beta with a and b + x + immediate.
 */
export function activeBetaGeometricCustomers(
  values: Float64Array,
  { stages, immediate }: BetaGeometricVariant,
): PurchasePathAfter {
  const [r, alpha, a, b] = [values[0]!, values[1]!, values[2]!, values[3]!];
  return (x, last, age) => {
    const { weights, shapes } = erlangStages(r + stages * x, (age - last) / (alpha + age), stages);
    return (random, horizon, visit) => {
      let done = 0;
      if (stages > 1) {
        for (let rest = random.uniform() - weights[0]!; rest > 0 && done < stages - 1; rest -= weights[done]!) done++;
      }
      const rate = random.gamma(shapes[done]!) / (alpha + age);
      const dropout = random.beta(a, b + x + immediate);
      purchaseUntilLeaving(random, { rate, dropout, stages, done }, horizon, visit);
    };
  };
}

/** A customer with rates of their own, `done` of the `stages` of the next purchase being over. */
interface DrawnCustomer {
  readonly rate: number;
  readonly dropout: number;
  readonly stages: number;
  readonly done: number;
}

function purchaseUntilLeaving(
  random: Random,
  { rate, dropout, stages, done }: DrawnCustomer,
  horizon: number,
  visit: (time: number) => void,
): void {
  let left = stages - done;
  for (let time = 0; ; left = stages) {
    time += (stages === 1 ? random.exponential() : random.gamma(left)) / rate;
    if (!(time <= horizon)) return;
    visit(time);
    if (random.uniform() < dropout) return;
  }
}

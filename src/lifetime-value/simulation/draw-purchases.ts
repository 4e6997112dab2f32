import type { Random } from "../../numeric/index.js";
import type { PurchaseKind } from "../purchases/purchase-model.js";

/** Draws one customer and tells the times of the repeat purchases up to `until`, the first purchase being at 0. */
export type DrawPurchases = (random: Random, until: number, purchase: (time: number) => void) => void;

/**
 * How customers of a kind of model come about, exactly as the model says: rates and probabilities from their
 * distributions over customers, then the purchases in continuous time, nothing rounded to whole periods (which biases
 * what is fitted to them).
 */
export function purchaseDrawer(kind: PurchaseKind, values: Float64Array): DrawPurchases {
  switch (kind) {
    case "bg-nbd":
      return betaGeometricDrawer(1, values, 0);
    case "mbg-nbd":
      return betaGeometricDrawer(1, values, 1);
    case "bg-cnbd-k":
      return betaGeometricDrawer(values[0]!, values.subarray(1), 0);
    case "mbg-cnbd-k":
      return betaGeometricDrawer(values[0]!, values.subarray(1), 1);
    case "pareto-nbd":
      return paretoDrawer(values);
    case "nbd":
      return nbdDrawer(values);
    case "bg-bb":
      return opportunityDrawer(values);
  }
}

function betaGeometricDrawer(stages: number, values: Float64Array, immediate: 0 | 1): DrawPurchases {
  const [r, alpha, a, b] = [values[0]!, values[1]!, values[2]!, values[3]!];
  return (random, until, purchase) => {
    const rate = random.gamma(r) / alpha;
    const dropout = random.beta(a, b);
    if (immediate === 1 && random.uniform() < dropout) return;
    for (let time = 0; ; ) {
      time += (stages === 1 ? random.exponential() : random.gamma(stages)) / rate;
      if (!(time <= until)) return;
      purchase(time);
      if (random.uniform() < dropout) return;
    }
  };
}

function paretoDrawer(values: Float64Array): DrawPurchases {
  const [r, alpha, s, beta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  return (random, until, purchase) => {
    const rate = random.gamma(r) / alpha;
    const end = Math.min(until, random.exponential() / (random.gamma(s) / beta));
    for (let time = random.exponential() / rate; time <= end; time += random.exponential() / rate) purchase(time);
  };
}

function nbdDrawer(values: Float64Array): DrawPurchases {
  const [r, alpha] = [values[0]!, values[1]!];
  return (random, until, purchase) => {
    const rate = random.gamma(r) / alpha;
    for (let time = random.exponential() / rate; time <= until; time += random.exponential() / rate) purchase(time);
  };
}

function opportunityDrawer(values: Float64Array): DrawPurchases {
  const [alpha, beta, gamma, delta] = [values[0]!, values[1]!, values[2]!, values[3]!];
  return (random, until, purchase) => {
    const buying = random.beta(alpha, beta);
    const dropout = random.beta(gamma, delta);
    for (let opportunity = 1; opportunity <= until; opportunity++) {
      if (random.uniform() < dropout) return;
      if (random.uniform() < buying) purchase(opportunity);
    }
  };
}
